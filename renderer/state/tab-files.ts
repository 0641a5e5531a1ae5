/** The files of a tab, by path: one is started by a run, one is shown. Pure: their text is in `Documents`. */
import { findFileAndFolder, refusePath } from '../../contract/file-path';
import type { Tab, TabsState } from './tabs';

/** Says what is wrong with a path for a file of the tab, in one sentence; null when nothing is. */
export function checkNewPath(tab: Tab, path: string, except: string | null = null): string | null {
  const reason = refusePath(path);
  if (reason !== null) return path === '' ? 'Give it a name.' : `That name ${reason}. Use one such as lib/name.py.`;
  const others = tab.files.filter((file) => file !== except);
  const same = others.find((file) => file.toLowerCase() === path.toLowerCase());
  if (same !== undefined) return `There is a ${same} already. Choose another name.`;
  const clash = findFileAndFolder([...others, path]);
  return clash ? `${clash.folder} would be a file and a folder. Choose another name.` : null;
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
