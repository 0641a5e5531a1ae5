import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type InstallOptions, installElectron } from './install-electron';

const HOUR_MS = 60 * 60_000;
let folder: string;
let started: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-install-'));
  started = 0;
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs a script in the place of the package's installer. */
async function install(code: string, changes: Partial<InstallOptions> = {}): Promise<string | null> {
  const script = join(folder, 'install.cjs');
  await writeFile(script, code);
  return installElectron({
    script,
    failureFile: join(folder, 'cache', 'failure.json'),
    timeoutMs: 20_000,
    retry: false,
    now: 1_000_000,
    onStart: () => {
      started += 1;
    },
    ...changes,
  });
}

test('says nothing when it is there, and remembers nothing', async () => {
  expect(await install('')).toBeNull();
  expect(started).toBe(1);
  expect(await readdir(folder)).toEqual(['install.cjs']);
});

test('says what the installer said', async () => {
  const reason = await install('console.error("Error: connect ECONNREFUSED 1.2.3.4\\n at x"); process.exit(1)');
  expect(reason).toBe('its download failed: Error: connect ECONNREFUSED 1.2.3.4');
});

test('gives up on a server that stalls', async () => {
  expect(await install('setInterval(() => {}, 1000)', { timeoutMs: 1000 })).toBe('its download was not done after 1 s');
});

test('does not try again for a day, unless told to', async () => {
  await install('process.exit(1)');
  expect(await install('', { now: 1_000_000 + 23 * HOUR_MS })).toMatch(/^its download failed: .*less than a day ago$/);
  expect(started).toBe(1);
  expect(await install('process.exit(1)', { retry: true })).not.toBeNull();
  expect(started).toBe(2);
  expect(await install('', { now: 1_000_000 + 25 * HOUR_MS })).toBeNull();
  expect(started).toBe(3);
});

test('forgets the failure when it went well', async () => {
  await install('process.exit(1)');
  await install('', { retry: true });
  expect(await install('')).toBeNull();
});
