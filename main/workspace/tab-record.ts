/** What the engine knows of an open tab: its texts, and what of them is on disk. */
import type { TabState } from '../../contract';
import { printOf, type Scratch } from './scratch-folder';
import type { SavedTab } from './session-file';

/** What a scratch's file had when it was written or read last. */
export interface SeenFile {
  mark: string;
  print: string;
}

export type FileState =
  | { kind: 'written' }
  | { kind: 'waiting' }
  /** Another program has changed it (null: removed it), and it is left as it is until the person says what to keep. */
  | { kind: 'conflict'; theirs: string | null; mark: string | null };

export interface FileRecord {
  /** The window's text. */
  content: string;
  state: FileState;
  seen: SeenFile | null;
  /** What the session file has of it beyond its scratch. Nothing else may be written there: a crash would make two authors of one. */
  drafted?: string;
}

/** A file on disk that no tab needs any more. */
export interface LeftFile {
  scratch: Scratch;
  path: string;
  mark: string;
}

export interface TabRecord {
  state: TabState;
  /** Null until it has a name. */
  scratch: Scratch | null;
  formerName: string | null;
  /** The title and ending that the scratch was named for. */
  namedFor: string;
  files: Map<string, FileRecord>;
  /** Files that came from outside and that the window has not yet said it has: it did not delete them. */
  unseen: Set<string>;
  /** To be removed once the session says that they are not needed. */
  left: LeftFile[];
}

export function waitingFile(content: string): FileRecord {
  return { content, state: { kind: 'waiting' }, seen: null };
}

export function writtenFile(content: string, mark: string): FileRecord {
  return { content, state: { kind: 'written' }, seen: { mark, print: printOf(content) } };
}

/** The window's text has what the scratch had not when it was seen last. */
export function hasNewerText({ content, state, seen }: FileRecord): boolean {
  return state.kind !== 'written' && printOf(content) !== seen?.print;
}

/** The session file has an older text for it than the one that its scratch is to get. */
export function hasStaleDraft({ files }: TabRecord): boolean {
  return [...files.values()].some(
    ({ content, state, drafted }) => state.kind === 'waiting' && drafted !== undefined && drafted !== content,
  );
}

/** To be called with what is on disk now. */
export function noteDrafts({ files }: TabRecord, drafts: SavedTab['drafts']): void {
  const byPath = new Map(drafts.map(({ path, content }) => [path, content]));
  for (const [path, file] of files) {
    const drafted = byPath.get(path);
    if (drafted === undefined) delete file.drafted;
    else file.drafted = drafted;
  }
}

/** The tab as the session file keeps it; null while it has no scratch. */
export function describeSaved(record: TabRecord): SavedTab | null {
  const { state, scratch, formerName, files } = record;
  if (!scratch) return null;
  const drafts = [...files].flatMap(([path, file]) =>
    hasNewerText(file) ? [{ path, content: file.content, base: file.seen?.print ?? null }] : [],
  );
  return { ...state, scratch, drafts, ...(formerName === null ? {} : { formerName }) };
}

/** Files of the scratch that are as they were seen. */
export function listLeft(record: TabRecord, paths: Iterable<string> = record.files.keys()): LeftFile[] {
  const { scratch } = record;
  if (!scratch) return [];
  return [...paths].flatMap((path) => {
    const seen = record.files.get(path)?.seen;
    return seen ? [{ scratch, path, mark: seen.mark }] : [];
  });
}
