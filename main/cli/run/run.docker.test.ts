import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { announceDoor, findDoor } from '../../config/door-file';
import { OWNER_LABEL } from '../../docker/container-options';
import { createServer } from '../../server/server';
import { openTestEngine } from '../../testing/test-engine';

const disposers: (() => unknown)[] = [];
let folder: string;
let served: string;
const place = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-cli-'));
  served = place('served');
  await mkdir(place('alone'));
  const texts = {
    'hello.py': 'print("grüße")',
    'upper.py': 'import sys\nfor line in sys.stdin: print(line.strip().upper(), flush=True)\nsys.exit(3)',
    'both.sh': 'echo out; echo err >&2; printf "%s|" "$@" "$COLOUR"',
    'loop.sh': 'echo begun; while :; do :; done',
    'hungry.py': 'a = []\nwhile True: a.append(bytearray(10_000_000))',
    'flood.sh': 'yes a line of many',
    'main.c': '#include "lib.h"\nint main(void) { return answer(); }',
    'lib.h': 'int answer(void);',
    'lib.c': 'int answer(void) { return 42; }',
  };
  for (const [name, text] of Object.entries(texts)) await writeFile(place(name), text);
  const { engine, ...test } = await openTestEngine();
  disposers.push(() => test[Symbol.asyncDispose]());
  const appInfo = { version: '1', door: 'browser', platform: 'test' } as const;
  const server = await createServer({ engine, appInfo, rendererDir: folder });
  disposers.push(() => server[Symbol.asyncDispose]());
  const announced = await announceDoor(served, { origin: server.origin, token: server.token, pid: process.pid });
  disposers.push(() => announced[Symbol.dispose]());
});
afterAll(async () => {
  for (const dispose of disposers.reverse()) await dispose();
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

const command = ['--import', 'tsx', resolve('main/cli/main.ts')];
const environmentOf = (more: Record<string, string> = {}) => ({
  PATH: process.env.PATH,
  RUNYARD_DATA_DIR: served,
  CI: '1',
  ...more,
});

function start(args: string[], environment?: Record<string, string>): ChildProcess & { ended: Promise<Ended> } {
  const child = spawn(process.execPath, [...command, ...args], { env: environmentOf(environment) });
  const ended = (async () => {
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        texts[name] += text;
      });
    }
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, ...texts };
  })();
  return Object.assign(child, { ended });
}

async function run(args: string[], stdin = '', environment: Record<string, string> = {}): Promise<Ended> {
  const child = start(args, environment);
  child.stdin?.end(stdin);
  return child.ended;
}

/** What a shell hears of `runyard run`, which is all that it can be given and give. */
async function pass(
  bytes: Uint8Array,
  how: 'pipe' | 'file',
  args: string[],
  environment?: Record<string, string>,
): Promise<Buffer> {
  const file = place('bytes');
  await writeFile(file, bytes);
  const script = how === 'pipe' ? 'cat "$0" | "$@"' : '"$@" <"$0"';
  const env = environmentOf(environment);
  const words = ['-c', script, file, process.execPath, ...command, ...args];
  return (await promisify(execFile)('bash', words, { env, encoding: 'buffer' })).stdout;
}

const COUNT = 'import sys; print(len(sys.stdin.buffer.read()))';
const COPY = 'import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())';

describe('runyard run, with a Runyard that is served', () => {
  test('prints what the program prints, to the byte, and ends as it ends', async () => {
    expect(await run(['run', place('hello.py')])).toEqual({ code: 0, stdout: 'grüße\n', stderr: '' });
    const upper = await run(['run', place('upper.py')], 'ä\nb\n');
    expect(upper).toEqual({ code: 3, stdout: 'Ä\nB\n', stderr: '' });
    const both = await run(['run', place('both.sh'), '-a', 'a b', '--env', 'COLOUR=red', '--', '--json']);
    expect(both).toEqual({ code: 0, stdout: 'out\na b|--json|red|', stderr: 'err\n' });
    expect((await run(['run', place('main.c'), place('lib.h'), place('lib.c')])).code).toBe(42);
    expect((await run(['run', '-s', 'python', '-'], 'print(6 * 7)')).stdout).toBe('42\n');
  });

  test('passes bytes that are no text, in and out', async () => {
    const bytes = randomBytes(100_000);
    for (const how of ['pipe', 'file'] as const) {
      expect(String(await pass(bytes, how, ['run', '-s', 'python', '-e', COUNT]))).toBe('100000\n');
      expect((await pass(bytes, how, ['run', '-s', 'python', '-e', COPY])).equals(bytes), how).toBe(true);
    }
  });

  test('passes lines on as they come', async () => {
    const child = start(['run', place('upper.py')]);
    child.stdin?.write('first\n');
    await once(child.stdout!, 'data');
    child.stdin?.end('second\n');
    expect(await child.ended).toMatchObject({ code: 3, stdout: 'FIRST\nSECOND\n' });
  });

  test('says what stopped a program, and tells scripts by the exit code', async () => {
    const late = await run(['run', '--time', '300ms', place('loop.sh')]);
    expect(late).toMatchObject({ code: 124, stdout: 'begun\n', stderr: expect.stringContaining('--time') });
    const hungry = await run(['run', '--memory', '64M', place('hungry.py')]);
    expect(hungry).toMatchObject({ code: 137, stderr: expect.stringContaining('64 MB') });
    const unknown = await run(['run', '-s', 'pyton', '-e', '1']);
    expect(unknown).toMatchObject({ code: 125, stderr: expect.stringContaining('did you mean python') });
    expect(await run(['run', '--memory', 'much', place('hello.py')])).toMatchObject({ code: 2, stdout: '' });
  });

  test('gives events as lines of JSON', async () => {
    const { stdout, stderr } = await run(['run', '--json', place('hello.py')]);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    // What is printed by two writes may come as two events.
    expect([...new Set(events.map(({ type }) => type))]).toEqual(['started', 'phase', 'output', 'finished']);
    expect(stderr).toBe('');
  });

  test('stops the program with Ctrl+C, and when nobody reads it any more', async () => {
    const child = start(['run', place('loop.sh')]);
    await once(child.stdout!, 'data');
    child.kill('SIGINT');
    expect(await child.ended).toMatchObject({ code: 130, stderr: expect.stringContaining('stopped') });
    const flood = start(['run', place('flood.sh')]);
    await once(flood.stdout!, 'data');
    flood.stdout?.destroy();
    expect((await flood.ended).code).toBe(0);
  });

  test('refuses another token than the server’s', async () => {
    const { origin = '' } = findDoor(served) ?? {};
    const wrong = await run(['run', '--server', origin, place('hello.py')], '', {
      RUNYARD_TOKEN: 'wrong-token-0123456',
    });
    expect(wrong).toMatchObject({ code: 125, stderr: expect.stringContaining('RUNYARD_TOKEN') });
    const nobody = await run(['run', '--server', 'http://127.0.0.1:9', place('hello.py')]);
    expect(nobody).toMatchObject({ code: 125, stderr: expect.stringContaining('127.0.0.1:9') });
  });
});

test('runyard run, with none, has an engine of its own and leaves nothing', async () => {
  const docker = new Docker();
  const alone = { RUNYARD_DATA_DIR: place('alone'), RUNYARD_PROVIDER: 'docker' };
  const count = async () => (await docker.listContainers({ all: true, filters: { label: [OWNER_LABEL] } })).length;
  const before = await count();
  expect(await run(['run', place('upper.py')], 'a\n', alone)).toEqual({ code: 3, stdout: 'A\n', stderr: '' });
  const bytes = randomBytes(100_000);
  expect((await pass(bytes, 'pipe', ['run', '-s', 'python', '-e', COPY], alone)).equals(bytes)).toBe(true);
  const child = start(['run', place('loop.sh')], alone);
  await once(child.stdout!, 'data');
  child.kill('SIGTERM');
  expect((await child.ended).code).toBe(143);
  await expect.poll(count, { timeout: 10_000 }).toBeLessThanOrEqual(before);
});

describe('runyard run, once more with none', () => {
  const again = { RUNYARD_DATA_DIR: '', RUNYARD_PROVIDER: 'docker' };
  const memory = () => join(again.RUNYARD_DATA_DIR, 'earlier-runs.json');
  const read = async () => JSON.parse(await readFile(memory(), 'utf8')) as { run: object; seal: string }[];
  const edit = async (from: string | RegExp, to: string) => {
    const entries = (await read()).map((entry) => {
      const text = JSON.stringify(entry.run).replace(from, to);
      return { ...entry, run: JSON.parse(text) as object, seal: createHash('sha256').update(text).digest('base64url') };
    });
    await writeFile(memory(), JSON.stringify(entries));
  };
  const mark = ['run', '-s', 'python', '-e', 'import os; print(os.environ.get("MARK"))'];
  beforeAll(async () => {
    again.RUNYARD_DATA_DIR = place('again');
    expect((await run(mark, '', again)).stdout).toBe('None\n');
    expect((await stat(memory())).mode & 0o77).toBe(0);
    await edit('"env":{', '"env":{"MARK":"remembered",');
  });

  test('goes by what the first one found, as long as no file of it has changed', async () => {
    expect(await run(mark, '', again)).toEqual({ code: 0, stdout: 'remembered\n', stderr: '' });
    expect((await run([...mark, '--memory', '64M'], '', again)).stdout).toBe('None\n');
    const bytes = randomBytes(100_000);
    expect((await pass(bytes, 'pipe', ['run', '-s', 'python', '-e', COPY], again)).equals(bytes)).toBe(true);
    const child = start(['run', '-s', 'python', '-e', 'print(1, flush=True)\nwhile True: pass'], again);
    await once(child.stdout!, 'data');
    child.kill('SIGINT');
    expect((await child.ended).code).toBe(130);
    await mkdir(join(again.RUNYARD_DATA_DIR, 'specs'));
    await writeFile(join(again.RUNYARD_DATA_DIR, 'specs', 'mine.yaml'), 'id: mine\ntitle: Mine\nfile: a\nrun: [a]\n');
    expect((await run(mark, '', again)).stdout).toBe('None\n');
  });

  test('removes at Ctrl+C a container that was begun before anything else was', async () => {
    const asked: string[] = [];
    let child: ReturnType<typeof start> | null = null;
    const daemon = createHttpServer(async ({ method = '', url }, answer) => {
      asked.push(`${method} ${url}`);
      if (url === '/containers/create') child?.kill('SIGINT');
      answer.writeHead(method === 'DELETE' ? 204 : url === '/containers/create' ? 201 : 404).end('{ "Id": "begun" }');
    }).listen(place('docker.sock'));
    await once(daemon, 'listening');
    const kept = await readFile(memory(), 'utf8');
    await edit('"socketPath":"/var/run/docker.sock"', `"socketPath":"${place('docker.sock')}"`);
    child = start(mark, again);
    expect(await child.ended).toMatchObject({ code: 130, stdout: '' });
    expect(asked).toContain('DELETE /containers/begun?force=1&v=1');
    await writeFile(memory(), kept);
    daemon.close();
  });

  test('corrects what was guessed wrong', async () => {
    const [kept] = await read();
    await edit(/"availableCpus":\d+/, '"availableCpus":99');
    expect((await run(mark, '', again)).stdout).toBe('None\n');
    expect((await read())[0]).toEqual(kept);
  });

  test('finds an image that is not what it was, and begins anew', async () => {
    await edit('"image":"runyard/python:debian","localhost"', '"image":"runyard-test/absent:1","localhost"');
    expect((await run(mark, '', again)).stdout).toBe('None\n');
    await edit('"env":{', '"env":{"MARK":"remembered",');
    await edit('"debian":{', '"none":{');
    expect((await run(mark, '', again)).stdout).toBe('None\n');
    expect((await run(['run', '-s', 'python', '-e', 'import sys; sys.exit(7)'], '', again)).code).toBe(7);
  });
});
