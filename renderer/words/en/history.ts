/** What was closed, deleted or replaced, and how it comes back. */
import { figures } from './figures';

const reasons = { closed: 'closed', deleted: 'file deleted', replaced: 'not kept' };

/** `just now`, `5 min ago`, `3 h ago`, then the date. */
export function formatAge(at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  return minutes < 24 * 60 ? `${Math.floor(minutes / 60)} h ago` : figures.day(at);
}

export const history = {
  title: 'History',
  search: 'Search what was closed: title, language, first lines',
  reasons,
  /** `reason`: a key of `reasons`. Times are milliseconds since 1970. */
  item: (fileCount: number, bytes: number, reason: keyof typeof reasons, at: number, now: number) =>
    `${fileCount > 1 ? `${fileCount} files, ` : ''}${figures.bytes(bytes)}, ${reasons[reason]} ${formatAge(at, now)}`,
  looking: 'Looking…',
  nothingClosed: 'Nothing was closed yet. What you close comes here.',
  noMatch: 'Nothing matches. Try a title, a language or words of the first lines.',
  emptyFile: 'empty',
  /** Stands before the folder's path. */
  openTabsIn: 'Open tabs are files in',
  noneClosed: 'No tab was closed.',

  closedTab: (title: string) => `Closed ${title}`,
  deletedFile: (path: string) => `Deleted ${path}`,
  clearedOutput: 'Cleared the output',

  conflict: {
    gone: (name: string) => `${name} was deleted by another program.`,
    changed: (name: string) => `Another program has changed ${name} too.`,
    takenOver: (path: string) => `${path} was changed by another program and is shown as it is now.`,
    textIsHere: 'Its text is still here.',
    otherToHistory: 'The text that you do not keep goes to the history.',
    writeAgain: 'Write it again',
    keepMine: 'Keep mine',
    closeTab: 'Close the tab',
    deleteHere: 'Delete it here too',
    takeTheirs: 'Take theirs',
  },
};
