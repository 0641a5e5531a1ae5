/** The files of a tab, by path: one is started by a run, one is shown. Pure: their text is in `Documents`. */
import { findFileAndFolder, findPathFault, type PathFault } from '../../contract/file-path';
import type { Tab, TabsState } from './tabs';

/** What is wrong with a path for a file of a tab. */
export type NewPathProblem =
  | { kind: 'bad'; fault: PathFault }
  /** Another file has it, perhaps written otherwise. */
  | { kind: 'taken'; by: string }
  | { kind: 'fileAndFolder'; folder: string };

/** Null when nothing is wrong. */
export function checkNewPath(tab: Tab, path: string, except: string | null = null): NewPathProblem | null {
  const fault = findPathFault(path);
  if (fault !== null) return { kind: 'bad', fault };
  const others = tab.files.filter((file) => file !== except);
  const same = others.find((file) => file.toLowerCase() === path.toLowerCase());
  if (same !== undefined) return { kind: 'taken', by: same };
  const clash = findFileAndFolder([...others, path]);
  return clash ? { kind: 'fileAndFolder', folder: clash.folder } : null;
}

/** `main.py`, then `main 2.py`: the first path that the tab has not. */
export function createPath(tab: Tab, wanted: string): string {
  const [, stem = wanted, ending = ''] = /^(.*[^/])(\.[^./]+)$/.exec(wanted) ?? [];
  let path = wanted;
  for (let number = 2; checkNewPath(tab, path) !== null && number < 10_000; number++)
    path = `${stem} ${number}${ending}`;
  return path;
}

export function addFile(state: TabsState, tabId: string, path: string, index?: number): TabsState {
  return changeFiles(state, tabId, (tab) => {
    const files = [...tab.files];
    files.splice(index ?? files.length, 0, path);
    return { ...tab, files };
  });
}

/** The neighbour of the file takes its place as the one shown or started. The last file stays. */
export function removeFile(state: TabsState, tabId: string, path: string): TabsState {
  return changeFiles(state, tabId, (tab) => {
    const index = tab.files.indexOf(path);
    const files = tab.files.filter((file) => file !== path);
    const neighbour = files[Math.min(index, files.length - 1)];
    if (index === -1 || neighbour === undefined) return tab;
    return {
      ...tab,
      files,
      entry: tab.entry === path ? neighbour : tab.entry,
      shown: tab.shown === path ? neighbour : tab.shown,
    };
  });
}

export function renameFile(state: TabsState, tabId: string, from: string, to: string): TabsState {
  const swap = (path: string): string => (path === from ? to : path);
  return changeFiles(state, tabId, (tab) => ({
    ...tab,
    files: tab.files.map(swap),
    entry: swap(tab.entry),
    shown: swap(tab.shown),
  }));
}

export function changeFiles(state: TabsState, tabId: string, change: (tab: Tab) => Tab): TabsState {
  return { ...state, tabs: state.tabs.map((tab) => (tab.id === tabId ? change(tab) : tab)) };
}

export function isListShown({ files, fileList }: Tab): boolean {
  return fileList === 'shown' || (fileList === 'auto' && files.length > 1);
}
