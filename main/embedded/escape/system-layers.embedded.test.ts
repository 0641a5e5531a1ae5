/** What the operating system holds, tried by programs of its own behind the wall: with each part, and without it. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { watchMemory } from '../memory-watchdog';
import { listOsWalls, type OsWalls } from '../os-walls';
import { FrameError, FrameReader } from '../wire';
import { MIB, withoutParts } from './trial';

const limits = { dataBytes: 512 * MIB, cpuSeconds: 60 };
const isRoot = process.getuid?.() === 0;
const walls = listOsWalls(process.platform, process.getuid?.());
const [strongest, , asRoot] = walls as [OsWalls, OsWalls, OsWalls];
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(resolve('out/escape-'));
  await chmod(folder, 0o777);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** @returns what it printed, and how it ended */
async function run(wall: OsWalls, command: string[]): Promise<string> {
  const [file = '', ...args] = wall.wrap(command, limits);
  return new Promise((done) => {
    execFile(file, args, { env: {}, cwd: '/' }, (error, stdout) =>
      done(`${stdout.trim()}${error ? ` (${error.signal ?? error.code})` : ''}`),
    );
  });
}

/** The folder is a word of its own, `$0`: a wall hides what no word of the command names. */
const shell = (text: string) => ['/bin/sh', '-c', text, join(folder, 'file')];

test.each<[string, string | RegExp, () => string, RegExp, RegExp]>([
  ['the size of files', /ulimit -f 0; /, () => 'echo data >> "$0"; stat -c %s "$0"', /^0/, /^5/],
  ['core dumps', /ulimit -c 0; /, () => 'ulimit -c unlimited && echo raised', /^ \(/, /raised/],
  ['open files', /ulimit -n 64; /, () => 'ulimit -n 128 && echo raised', /^ \(/, /raised/],
  ['privileges by a file’s owner', '--no-new-privs', () => 'grep NoNewPrivs /proc/self/status', /1$/, /0$/],
])('the limit of %s', async (_what, part, command, held, passed) => {
  expect(await run(strongest, shell(command()))).toMatch(held);
  expect(await run(withoutParts(strongest, part), shell(command()))).toMatch(passed);
});

describe.runIf(isRoot)('for root', () => {
  test('no new privileges keep a program of root’s from being root', async () => {
    const program = join(folder, 'id');
    await copyFile('/usr/bin/id', program);
    await chmod(program, 0o4755);
    expect(await run(strongest, [program, '-u'])).toBe('65534');
    expect(await run(withoutParts(strongest, '--no-new-privs'), [program, '-u'])).toBe('0');
  });

  test('dropped capabilities keep root from another user’s files', async () => {
    const file = join(folder, 'private');
    await writeFile(file, 'secret', { mode: 0o600 });
    await chown(file, 65534, 65534);
    expect(await run(asRoot, ['cat', file])).toMatch(/\(1\)$/);
    expect(await run(withoutParts(asRoot, '--bounding-set=-all'), ['cat', file])).toBe('secret');
  });
});

test('the watchdog ends what passes its limit where the system holds none', async () => {
  const hog = spawn(process.execPath, ['-e', 'const kept = [];setInterval(() => kept.push(Buffer.alloc(8e6, 1)), 5)']);
  await once(hog, 'spawn');
  using _watch = watchMemory(hog.pid ?? -1, 200 * MIB, () => hog.kill('SIGKILL'));
  expect(await endOf(hog)).toBe('SIGKILL');
});

test('a frame may claim any length, but not be waited for', () => {
  const head = Uint8Array.of(2, 0xff, 0xff, 0xff, 0xff);
  expect(() => [...new FrameReader().read(head)]).toThrow(FrameError);
  expect([...new FrameReader(Number.POSITIVE_INFINITY).read(head)]).toEqual([]);
});

async function endOf(child: ChildProcess): Promise<string | null> {
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return signal;
}
