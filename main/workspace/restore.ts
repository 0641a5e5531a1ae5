/** Finds the tabs again at a start: by the session file, by an older one, or by what is in the folder. */
import { randomUUID } from 'node:crypto';
import { type LegacySession, refusePath, TabState, TITLE_LIMIT, type WorkspaceState } from '../../contract';
import { printOf, type RootEntry, type Scratch, type ScratchFolder } from './scratch-folder';
import { readEnding } from './scratch-name';
import type { SavedSession, SavedTab } from './session-file';
import { type FileRecord, type TabRecord, waitingFile, writtenFile } from './tab-record';

/** Scratches that are opened when no session says which; the newest. */
const FOUND_LIMIT = 50;

/** The language of files with an ending, and what it calls its entry. */
export type FindLanguage = (ending: string) => { specId: string; file: string } | null;

export interface Restored {
  state: WorkspaceState;
  records: TabRecord[];
  /** Tabs whose scratches are not there. */
  missing: SavedTab[];
  notices: string[];
}

const freshLayout = { layout: 'beside' } as const;

export async function restoreSaved(folder: ScratchFolder, session: SavedSession): Promise<Restored> {
  const records: TabRecord[] = [];
  const missing: SavedTab[] = [];
  const wanted = new Map([...session.missing, ...session.tabs].map((tab) => [tab.id, tab]));
  for (const saved of wanted.values()) {
    const record = await restoreTab(folder, saved);
    if (record) records.push(record);
    else missing.push(saved);
  }
  const { version: _, missing: __, ...state } = session;
  const notices = missing.length === 0 ? [] : [describeMissing(folder.root, missing, await folder.isThere())];
  return { state: { ...state, tabs: records.map((record) => record.state) }, records, missing, notices };
}

export function restoreLegacy(session: LegacySession): Restored {
  const { version: _, tabs, ...state } = session;
  const records = tabs.map((tab): TabRecord => {
    const files = tab.files.map((file, index) => ({ ...file, path: fitPath(file.path, index) }));
    const paths = [...new Set(files.map((file) => file.path))];
    const provider = tab.provider === undefined ? {} : { provider: tab.provider };
    return createRecord(
      { ...describeTab(tab.id, tab.title.slice(0, TITLE_LIMIT), tab.specId, paths, tab.args), ...provider },
      null,
      new Map(files.map((file) => [file.path, waitingFile(file.content)])),
    );
  });
  return { state: { ...state, tabs: records.map((record) => record.state) }, records, missing: [], notices: [] };
}

/** For a first start: what lies in the folder may be the person's own, and is left alone. */
export function restoreNothing(): Restored {
  return { state: { ...freshLayout, tabs: [], activeTabId: null }, records: [], missing: [], notices: [] };
}

/** For a session file that is lost or broken. Only what is in a language that we know is taken for a tab. */
export async function restoreFolder(folder: ScratchFolder, findLanguage: FindLanguage): Promise<Restored> {
  const entries = (await folder.list()).sort((a, b) => b.modifiedMs - a.modifiedMs);
  const records: TabRecord[] = [];
  for (const entry of entries) {
    if (records.length >= FOUND_LIMIT) break;
    const record = await findTab(folder, entry, findLanguage);
    if (record) records.push(record);
  }
  const tabs = records.map((record) => record.state);
  return { state: { ...freshLayout, tabs, activeTabId: tabs[0]?.id ?? null }, records, missing: [], notices: [] };
}

async function restoreTab(folder: ScratchFolder, saved: SavedTab): Promise<TabRecord | null> {
  const { scratch: kept, formerName, drafts, ...state } = saved;
  const scratch = await findMoved(folder, kept, formerName);
  const paths = new Set(state.files.filter((path) => refusePath(path) === null));
  if (scratch.kind === 'folder') for (const path of await folder.listFiles(scratch)) paths.add(path);
  const files = new Map<string, FileRecord>();
  for (const path of paths) {
    const draft = drafts.find((candidate) => candidate.path === path);
    const found = await folder.read(scratch, path);
    if (draft) files.set(path, restoreDraft(draft, found.kind === 'text' ? found : null));
    else if (found.kind === 'text') files.set(path, writtenFile(found.content, found.mark));
  }
  if (files.size === 0) return null;
  return createRecord(fitTab(state, [...files.keys()]), scratch, files);
}

/** Ours goes into the scratch if that is as we left it; otherwise the person chooses. */
function restoreDraft(draft: SavedTab['drafts'][number], found: { content: string; mark: string } | null): FileRecord {
  if (!found) return { ...waitingFile(draft.content), drafted: draft.content };
  const seen = { mark: found.mark, print: printOf(found.content) };
  if (found.content === draft.content) return { content: draft.content, state: { kind: 'written' }, seen };
  if (seen.print === draft.base)
    return { content: draft.content, state: { kind: 'waiting' }, seen, drafted: draft.content };
  return {
    content: draft.content,
    state: { kind: 'conflict', theirs: found.content, mark: found.mark },
    seen: draft.base === null ? null : { mark: '', print: draft.base },
  };
}

/** A crash in the middle of a rename leaves the scratch under its old name. */
async function findMoved(folder: ScratchFolder, scratch: Scratch, formerName: string | undefined): Promise<Scratch> {
  if (formerName === undefined) return scratch;
  const names = await folder.listNames();
  return names.includes(scratch.name) || !names.includes(formerName) ? scratch : { ...scratch, name: formerName };
}

async function findTab(folder: ScratchFolder, entry: RootEntry, findLanguage: FindLanguage): Promise<TabRecord | null> {
  const scratch: Scratch = { kind: entry.kind, name: entry.name };
  const ending = readEnding(entry.name);
  const language = findLanguage(ending);
  if (scratch.kind === 'file') {
    const found = language && (await folder.read(scratch, ''));
    if (!language || found?.kind !== 'text') return null;
    const title = entry.name.slice(0, -ending.length || undefined);
    const state = describeTab(randomUUID(), title, language.specId, [language.file], '');
    return createRecord(state, scratch, new Map([[language.file, writtenFile(found.content, found.mark)]]));
  }
  const files = new Map<string, FileRecord>();
  for (const path of await folder.listFiles(scratch)) {
    const found = await folder.read(scratch, path);
    if (found.kind === 'text') files.set(path, writtenFile(found.content, found.mark));
  }
  const paths = [...files.keys()];
  const languages = paths.map((path) => ({ path, language: findLanguage(readEnding(path)) }));
  const entryFile =
    languages.find(({ path, language: known }) => known?.file === path) ?? languages.find((it) => it.language);
  if (!entryFile?.language) return null;
  const state = describeTab(randomUUID(), entry.name, entryFile.language.specId, paths, '');
  return createRecord({ ...state, entry: entryFile.path, shown: entryFile.path }, scratch, files);
}

function describeTab(id: string, title: string, specId: string, files: string[], args: string): TabState {
  const [first = 'main'] = files;
  return TabState.parse({ id, title, specId, files, entry: first, shown: first, args });
}

function fitTab(state: TabState, files: string[]): TabState {
  const order = [
    ...state.files.filter((path) => files.includes(path)),
    ...files.filter((path) => !state.files.includes(path)),
  ];
  const pick = (path: string): string => (order.includes(path) ? path : (order[0] ?? path));
  return { ...state, files: order, entry: pick(state.entry), shown: pick(state.shown) };
}

function createRecord(state: TabState, scratch: Scratch | null, files: Map<string, FileRecord>): TabRecord {
  const ending = scratch?.kind === 'file' ? readEnding(state.files[0] ?? '') : '';
  const namedFor = scratch ? `${scratch.kind} ${ending} ${state.title}` : '';
  return { state, scratch, formerName: null, namedFor, files, unseen: new Set(), left: [] };
}

function fitPath(path: string, index: number): string {
  return refusePath(path) === null ? path : `file ${index + 1}`;
}

function describeMissing(root: string, missing: SavedTab[], isFolderThere: boolean): string {
  if (!isFolderThere) {
    return `The folder of your scratches, ${root}, is not there. Bring it back and restart Runyard, and its ${missing.length} tabs come back; or set RUNYARD_WORKSPACE_DIR to where it is now.`;
  }
  const names = missing.slice(0, 3).map((tab) => tab.scratch.name);
  const more = missing.length > names.length ? ` and ${missing.length - names.length} more` : '';
  return `${names.join(', ')}${more} cannot be found in ${root}. Put them back and restart Runyard, and their tabs come back.`;
}
