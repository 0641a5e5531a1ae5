/** Which paths a file of a tab or of a run may have, and how much may come together. */

/** A run's files together. They live in the sandbox's 64 MiB work folder beside what the program writes. */
export const FILES_LIMIT_BYTES = 16 * 1024 * 1024;
export const FILES_LIMIT_COUNT = 2000;
const PATH_LIMIT_CHARACTERS = 255;

export type PathFault = 'empty' | 'nul' | 'absolute' | 'backslash' | 'long' | 'outside' | 'emptyPart';

/** What is wrong with a path; null when it is a relative path that stays inside. */
export function findPathFault(path: string): PathFault | null {
  if (path === '') return 'empty';
  if (path.includes('\0')) return 'nul';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'absolute';
  if (path.includes('\\')) return 'backslash';
  if (path.length > PATH_LIMIT_CHARACTERS) return 'long';
  const parts = path.split('/');
  if (parts.includes('..')) return 'outside';
  return parts.some((part) => part === '' || part === '.') ? 'emptyPart' : null;
}

/** The same as the end of a sentence. */
export function refusePath(path: string): string | null {
  const fault = findPathFault(path);
  return fault === null ? null : pathFaultWords[fault];
}

export const pathFaultWords: Record<PathFault, string> = {
  empty: 'is empty',
  nul: 'has a NUL character',
  absolute: 'is absolute',
  backslash: 'has a backslash',
  long: `is longer than ${PATH_LIMIT_CHARACTERS} characters`,
  outside: 'leaves the work folder',
  emptyPart: 'has an empty or "." part',
};

/** A path that is a file among these and a folder of another; null where there is none. */
export function findFileAndFolder(paths: Iterable<string>): { folder: string; path: string } | null {
  const all = new Set(paths);
  for (const path of all) {
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
      const folder = path.slice(0, slash);
      if (all.has(folder)) return { folder, path };
    }
  }
  return null;
}
