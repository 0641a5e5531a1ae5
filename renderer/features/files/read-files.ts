/** Reads what a person drops or picks: text files only, bounded, without what tools have made. */
import type { SourceFile } from '../../../contract';
import { FILES_LIMIT_BYTES, FILES_LIMIT_COUNT, refusePath } from '../../../contract/file-path';
import { decodeText, isPassedBy } from '../../../contract/text-file';

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

export async function readFiles(picked: readonly PickedFile[]): Promise<ReadFiles> {
  const wanted = picked.filter(({ path }) => !isPassedBy(path));
  const count = wanted.length;
  if (count > FILES_LIMIT_COUNT) {
    return { files: [], problems: [`These are ${count} files; a tab has at most ${FILES_LIMIT_COUNT}. Pick fewer.`] };
  }
  const bytes = wanted.reduce((sum, { file }) => sum + file.size, 0);
  if (bytes > FILES_LIMIT_BYTES) {
    const size = Math.ceil(bytes / 1024 / 1024);
    return {
      files: [],
      problems: [`These are ${size} MB; the files of a tab are at most 16 MB together. Pick fewer.`],
    };
  }
  const files: SourceFile[] = [];
  const binary: string[] = [];
  const problems: string[] = [];
  for (const { path, file } of wanted) {
    const reason = refusePath(path);
    if (reason !== null) {
      problems.push(`${path} was left out: its name ${reason}.`);
      continue;
    }
    try {
      const content = decodeText(new Uint8Array(await file.arrayBuffer()));
      if (content === null) binary.push(path);
      else files.push({ path, content });
    } catch (error) {
      problems.push(`${path} could not be read: ${error instanceof Error ? error.message : error}.`);
    }
  }
  if (binary.length > 0) problems.unshift(describeBinary(binary));
  return { files, problems };
}

function describeBinary(paths: string[]): string {
  const [first] = paths;
  const names = paths.length === 1 ? `${first} was` : `${first} and ${paths.length - 1} more were`;
  return `${names} left out: a tab holds text in UTF-8 only, no pictures or programs.`;
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
