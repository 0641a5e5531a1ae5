/** Reads what a person drops or picks: text files only, bounded, without what tools have made. */
import type { SourceFile } from '../../../contract';
import { FILES_LIMIT_BYTES, FILES_LIMIT_COUNT, findPathFault } from '../../../contract/file-path';
import { decodeText, isPassedBy } from '../../../contract/text-file';
import type { Words } from '../../words/words';

/** A file under the path that it shall have. */
export interface PickedFile {
  path: string;
  file: File;
}

export interface ReadFiles {
  files: SourceFile[];
  /** What was left out and why, in one sentence each. */
  problems: string[];
}

export async function readFiles(picked: readonly PickedFile[], words: Words['files']): Promise<ReadFiles> {
  const wanted = picked.filter(({ path }) => !isPassedBy(path));
  const count = wanted.length;
  if (count > FILES_LIMIT_COUNT) {
    return { files: [], problems: [words.pickedTooMany(FILES_LIMIT_COUNT, count)] };
  }
  const bytes = wanted.reduce((sum, { file }) => sum + file.size, 0);
  if (bytes > FILES_LIMIT_BYTES) {
    const size = Math.ceil(bytes / 1024 / 1024);
    return { files: [], problems: [words.pickedTooLarge(FILES_LIMIT_BYTES, size)] };
  }
  const files: SourceFile[] = [];
  const binary: string[] = [];
  const problems: string[] = [];
  for (const { path, file } of wanted) {
    const fault = findPathFault(path);
    if (fault !== null) {
      problems.push(words.leftOutForName(path, fault));
      continue;
    }
    try {
      const content = decodeText(new Uint8Array(await file.arrayBuffer()));
      if (content === null) binary.push(path);
      else files.push({ path, content });
    } catch (error) {
      problems.push(words.unreadable(path, error instanceof Error ? error.message : String(error)));
    }
  }
  const [first] = binary;
  if (first !== undefined) problems.unshift(words.notText(first, binary.length - 1));
  return { files, problems };
}

/** What an `<input type="file">` was given; a folder's own name goes. */
export function listPicked(list: Iterable<File>): PickedFile[] {
  return [...list].map((file) => {
    const relative = file.webkitRelativePath;
    return { file, path: relative === '' ? file.name : relative.slice(relative.indexOf('/') + 1) };
  });
}

/** What was dropped, folders and all. To be called in the drop's own event: its items are gone after it. */
export async function listDropped(transfer: DataTransfer): Promise<PickedFile[]> {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const entries = items.flatMap((item) => item.webkitGetAsEntry() ?? []);
  // What has no place in a file system, such as a picture dragged out of a page, is a file all the same.
  const loose = items.flatMap((item) => (item.webkitGetAsEntry() ? [] : (item.getAsFile() ?? [])));
  const picked: PickedFile[] = loose.map((file) => ({ path: file.name, file }));
  const walk = async (entry: FileSystemEntry, prefix: string): Promise<void> => {
    const path = `${prefix}${entry.name}`;
    // One too many is enough to be refused.
    if (isPassedBy(path) || picked.length > FILES_LIMIT_COUNT) return;
    if (isFile(entry)) picked.push({ path, file: await readEntry(entry) });
    else if (isFolder(entry)) for (const child of await readFolder(entry)) await walk(child, `${path}/`);
  };
  for (const entry of entries) await walk(entry, '');
  return picked;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function readEntry(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((settle, fail) => entry.file(settle, fail));
}

/** A reader gives a hundred at a time. */
async function readFolder(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((settle, fail) => reader.readEntries(settle, fail));
    if (some.length === 0 || all.length > FILES_LIMIT_COUNT) return all;
    all.push(...some);
  }
}
