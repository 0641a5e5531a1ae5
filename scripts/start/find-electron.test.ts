import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findElectron } from './find-electron';

let packageDir: string;

beforeEach(async () => {
  packageDir = await mkdtemp(join(tmpdir(), 'runyard-electron-'));
});

afterEach(() => rm(packageDir, { recursive: true, force: true }));

async function put(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(packageDir, path)), { recursive: true });
    await writeFile(join(packageDir, path), text);
  }
}

const whole = {
  'package.json': '{"version":"45.4.1"}',
  'path.txt': 'electron',
  'dist/version': 'v45.4.1',
  'dist/electron': '',
};
const find = (overrideDir?: string) => findElectron({ packageDir, platform: 'linux', overrideDir });

test('finds what the installer has put there', async () => {
  await put(whole);
  expect(await find()).toBe(join(packageDir, 'dist/electron'));
});

test.each(Object.keys(whole))('finds nothing without %s', async (missing) => {
  await put(whole);
  await rm(join(packageDir, missing));
  expect(await find()).toBeNull();
});

test('takes no binary of another version than the package', async () => {
  await put({ ...whole, 'dist/version': '33.2.1' });
  expect(await find()).toBeNull();
});

test('takes the distribution that it is told to, or none', async () => {
  await put({ ...whole, 'other/electron': '' });
  expect(await find(join(packageDir, 'other'))).toBe(join(packageDir, 'other/electron'));
  expect(await find(join(packageDir, 'nowhere'))).toBeNull();
});
