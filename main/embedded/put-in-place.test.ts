import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { putInPlace } from './put-in-place';

let dir: string;
let folder: string;
let place: string;
let aside: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'runyard-place-'));
  aside = join(dir, 'aside');
  folder = join(aside, 'package');
  place = join(dir, 'node_modules', '@toys', 'toy');
  await mkdir(join(folder, 'gen'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"version":"2"}');
  await writeFile(join(folder, 'gen', 'toy.wasm'), 'wasm');
});
afterEach(() => rm(dir, { recursive: true }));

/** As where another process is first, on a system that then refuses with this code. */
function refuse(code: string, place: () => Promise<void>): typeof rename {
  return async (from, to) => {
    if (from !== folder) return rename(from, to);
    await place();
    throw Object.assign(new Error(code), { code });
  };
}

test('takes the place of an older one', async () => {
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), '{"version":"1"}');
  await putInPlace(folder, place, aside);
  expect(await readFile(join(place, 'package.json'), 'utf8')).toBe('{"version":"2"}');
});

test.each(['EPERM', 'ENOTEMPTY', 'EEXIST', 'EACCES', 'EBUSY'])(
  'is done where another process was first, which a system says as %s',
  async (code) => {
    const move = refuse(code, () => cp(folder, place, { recursive: true }));
    await putInPlace(folder, place, aside, move);
    expect(await readFile(join(place, 'gen', 'toy.wasm'), 'utf8')).toBe('wasm');
  },
);

test('fails where what is there is not whole, is another, or is nothing', async () => {
  const half = refuse('EPERM', async () => {
    await mkdir(place, { recursive: true });
    await writeFile(join(place, 'package.json'), '{"version":"2"}');
  });
  await expect(putInPlace(folder, place, aside, half)).rejects.toThrow('EPERM');
  await rm(place, { recursive: true });
  const nothing = refuse('EPERM', async () => {});
  await expect(putInPlace(folder, place, aside, nothing)).rejects.toThrow('EPERM');
});
