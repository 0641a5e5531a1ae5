import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Spec } from '../../../contract';
import { FakeEngine } from '../../api/fake-engine';
import { announceDoor } from '../../config/door-file';
import { createServer, type Server } from '../../server/server';
import { type BuiltCommand, buildCommand } from '../../testing/built-command';

const engine = new FakeEngine(
  ['quick', 'slow', 'odd'].map((id) =>
    Spec.parse({ id, title: id, aliases: [`${id}ly`], file: `main.${id}`, run: ['x'], image: 'x' }),
  ),
);
let command: BuiltCommand;
let folder: string;
let server: Server;
let announced: Disposable;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-asked-'));
  command = await buildCommand();
  server = await createServer({
    engine,
    appInfo: { version: '1', door: 'browser', platform: 'test' },
    rendererDir: folder,
    reportError: () => {},
  });
  announced = await announceDoor(folder, { origin: server.origin, token: server.token, pid: process.pid });
});
afterAll(async () => {
  announced[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
  await command[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** No daemon, no home. */
function environmentOf(more: Record<string, string> = {}) {
  const nowhere = `unix://${join(folder, 'no.sock')}`;
  return { PATH: process.env.PATH, RUNYARD_DATA_DIR: folder, RUNYARD_DOCKER_HOST: nowhere, ...more };
}

const runyard = (args: string[], more?: Record<string, string>) => command.run(args, environmentOf(more));

describe('a Runyard that is served on this machine', () => {
  test('is asked for its languages, images and health', async () => {
    const [list, shown, unknown, images, usage, doctor] = await Promise.all([
      runyard(['specs', '--json']),
      runyard(['specs', 'show', 'quickly']),
      runyard(['specs', 'show', 'nobody']),
      runyard(['images']),
      runyard(['images', 'du']),
      runyard(['doctor', '--json']),
    ]);
    expect(JSON.parse(list.stdout).map(({ id }: Spec) => id)).toEqual(['quick', 'slow', 'odd']);
    expect(shown.stdout).toMatch(/^id: quick$/m);
    expect(unknown).toMatchObject({ code: 125, stdout: '', stderr: expect.stringContaining('nobody') });
    expect(images.stdout).toMatch(/^LANGUAGE +SIZE +IMAGE\nquick /);
    expect(usage.stdout).toMatch(/^total +1 MB$/m);
    expect(JSON.parse(doctor.stdout)).toMatchObject({ served: server.origin, languages: 3 });
  });

  test('gets its images changed, and Ctrl+C cancels there too', async () => {
    const built = await runyard(['images', 'build', 'quick']);
    expect(built).toMatchObject({ code: 0, stdout: expect.stringMatching(/50% {2}Pulling\n.*is there/) });
    const child = spawn(process.execPath, [command.file, 'images', 'pull', 'slow'], { env: environmentOf() });
    let said = '';
    child.stderr.on('data', (data) => {
      said += data;
    });
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    expect({ code, said }).toEqual({ code: 130, said: expect.stringContaining('Cancelled') });
    await expect.poll(() => engine.runs.state.cancelledImages.slow).toBe(1);
  });

  test('tells a program what happens to images, one event a line', async () => {
    const read = ({ stdout }: { stdout: string }) =>
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
    const [built, removed, absent] = await Promise.all([
      runyard(['images', 'build', 'quick', '--json']),
      runyard(['images', 'remove', 'quick', '--json']),
      runyard(['images', 'pull', 'odd', '--json']),
    ]);
    expect(read(built)).toEqual([
      { specId: 'quick', type: 'progress', message: 'Pulling', fraction: 0.5 },
      { specId: 'quick', type: 'log', text: 'changed' },
      { specId: 'quick', type: 'done', image: expect.objectContaining({ reference: 'quick:1' }) },
    ]);
    expect(read(removed)).toEqual([{ specId: 'quick', type: 'removed', reference: 'quick:1' }]);
    expect(absent.code).toBe(1);
    expect(read(absent)).toEqual([
      { specId: 'odd', type: 'failed', error: expect.objectContaining({ code: 'SPEC_UNKNOWN' }) },
    ]);
  });

  test('is passed over when it answers no more, but not when it was named', async () => {
    const dead = await mkdtemp(join(tmpdir(), 'runyard-dead-'));
    using _door = await announceDoor(dead, { origin: 'http://127.0.0.1:9', token: 'a'.repeat(20), pid: 1 });
    const here = { RUNYARD_DATA_DIR: dead };
    const [own, forged, absent] = await Promise.all([
      runyard(['specs', 'list'], here),
      runyard(['specs', '--server', server.origin], { ...here, RUNYARD_TOKEN: 'forged-token-of-somebody' }),
      runyard(['images', 'list'], { ...here, RUNYARD_SERVER: 'http://127.0.0.1:9' }),
    ]);
    expect(own).toMatchObject({ code: 0, stdout: expect.stringMatching(/^python /m) });
    expect(forged).toMatchObject({ code: 125, stdout: '', stderr: expect.stringMatching(/token/i) });
    expect(absent).toMatchObject({ code: 125, stdout: '', stderr: expect.stringContaining('127.0.0.1:9') });
    await rm(dead, { recursive: true });
  });
});
