/** Which paths a file of a tab or of a run may have, and how much may come together. */

/** A run's files together. They live in the sandbox's 64 MiB work folder beside what the program writes. */
export const FILES_LIMIT_BYTES = 16 * 1024 * 1024;
export const FILES_LIMIT_COUNT = 2000;
const PATH_LIMIT_CHARACTERS = 255;

/** Says what is wrong with a path, as the end of a sentence; null when it is a relative path that stays inside. */
export function refusePath(path: string): string | null {
  if (path === '') return 'is empty';
  if (path.includes('\0')) return 'has a NUL character';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'is absolute';
  if (path.includes('\\')) return 'has a backslash';
  if (path.length > PATH_LIMIT_CHARACTERS) return `is longer than ${PATH_LIMIT_CHARACTERS} characters`;
  const parts = path.split('/');
  if (parts.includes('..')) return 'leaves the work folder';
  if (parts.some((part) => part === '' || part === '.')) return 'has an empty or "." part';
  return null;
}

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
