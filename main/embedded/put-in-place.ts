/** Moves a folder to where it is looked for, also where another process does the same at the same moment. */
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What a rename onto a folder that is there fails with: on Linux and macOS, and on Windows. */
const TAKEN = ['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'EBUSY'];

/**
 * What is there goes aside first, so that nobody ever sees half of it. Done as well where another process has put the
 * same there meanwhile.
 * @param aside a folder of our own, on the same disk
 * @throws what moving fails with
 */
export async function putInPlace(folder: string, place: string, aside: string, move = rename): Promise<void> {
  await mkdir(dirname(place), { recursive: true });
  await move(place, join(aside, 'former')).catch(() => {});
  try {
    await move(folder, place);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!TAKEN.includes(code) || !(await isAlike(folder, place))) throw error;
  }
}

/** Whether both hold the same files, by name and size: a package of the same version, whole. */
async function isAlike(folder: string, place: string): Promise<boolean> {
  const [ours, theirs] = await Promise.all([listFiles(folder), listFiles(place)]);
  return ours.join('\n') === theirs.join('\n');
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sizes = await Promise.all(files.map(async (file) => (await stat(file).catch(() => null))?.size));
  return files.map((file, at) => `${file.slice(folder.length)} ${sizes[at]}`).sort();
}
