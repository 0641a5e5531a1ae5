/** The app as it is shipped: packed, with its fuses set, on a machine without Docker. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { packageApp } from '../scripts/package/package-app';
import { findTestElectron } from './doors/desktop-door';
import { PackagedDoor, readEnvironment } from './doors/packaged-door';
import { expect, test } from './fixtures';
import { PlaygroundPage } from './pages/playground-page';

const REPOSITORY = resolve(import.meta.dirname, '..');
const PACKAGE_TIMEOUT_MS = 120_000;
/** Python makes its snapshot then: a few seconds, on a machine with nothing else to do. */
const FIRST_USE_TIMEOUT_MS = 60_000;

/** `output`: what is not in the program's own text. */
const programs = [
  { title: 'Lua', code: 'print(_VERSION .. " says " .. 6 * 7)', output: 'Lua 5.4 says 42' },
  { title: 'JavaScript', code: 'console.log("six times seven:", 6 * 7)', output: 'seven: 42' },
  { title: 'Python', code: 'import sys\nprint(sys.platform, 6 * 7)', output: 'emscripten 42' },
];

test.skip(process.platform !== 'linux', 'Processes are looked for as on Linux.');

let folder = '';
let executable = '';

test.beforeAll(async () => {
  test.setTimeout(PACKAGE_TIMEOUT_MS);
  folder = await mkdtemp(join(tmpdir(), 'runyard-packaged-'));
  // As an installed app's folder is: guests that root starts are `nobody`.
  await chmod(folder, 0o755);
  const electronDist = dirname(await findTestElectron());
  executable = await packageApp({ root: REPOSITORY, electronDist, target: join(folder, 'app') });
});

test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('has its fuses set', async () => {
  const wire = await getCurrentFuseWire(executable);
  const states = Object.entries(FuseV1Options)
    .filter(([, fuse]) => typeof fuse === 'number')
    .map(([name, fuse]) => [name, String.fromCharCode(wire[fuse as FuseV1Options] ?? 0)]);
  expect(Object.fromEntries(states)).toMatchObject({
    // Guests are started with it.
    RunAsNode: '1',
    EnableNodeOptionsEnvironmentVariable: '0',
    EnableNodeCliInspectArguments: '0',
    OnlyLoadAppFromAsar: '1',
    GrantFileProtocolExtraPrivileges: '0',
  });
});

test('runs programs without Docker and leaves no process of them', async ({ dataDir }) => {
  test.setTimeout(3 * FIRST_USE_TIMEOUT_MS);
  await using app = await PackagedDoor.launch(executable, dataDir);
  const playground = new PlaygroundPage(app.page);
  await playground.waitUntilReady();
  for (const { title, code, output } of programs) {
    await playground.newTab(title);
    await playground.type(code);
    await playground.run();
    await expect(playground.status).toHaveText(/^exited with 0/, { timeout: FIRST_USE_TIMEOUT_MS });
    await expect(playground.rows('stdout')).toContainText(output);
  }
  // Those that wait for the next program. One that has run its own may end while it is looked at.
  await expect(async () => {
    const guests = await app.listGuests();
    expect(guests.length).toBeGreaterThan(0);
    for (const { pid, uid } of guests) {
      expect(await readEnvironment(pid)).toEqual(['ELECTRON_NO_ASAR=1', 'ELECTRON_RUN_AS_NODE=1']);
      if (process.getuid?.() === 0) expect(uid).toBe(65534);
    }
  }).toPass({ timeout: 10_000 });
  expect(await app.quit()).toBe(0);
  expect(await app.listLeftovers()).toEqual([]);
});
