import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { examine } from './doctor';
import type { Endpoint } from './endpoints';

let folder = '';
const servers: Server[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-doctor-'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  await rm(folder, { recursive: true });
});

function endpoint(path: string): Endpoint {
  return { source: 'a test', address: `unix://${path}`, options: { socketPath: path } };
}

/** A socket that speaks as much of Docker's API as the doctor asks for. */
async function listen(name: string, answer: RequestListener): Promise<Endpoint> {
  const server = createServer(answer);
  servers.push(server);
  const path = join(folder, name);
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return endpoint(path);
}

function daemon(apiVersion: string, components: string[] = ['Engine'], further: object = {}): RequestListener {
  const version = { Version: '9.9', ApiVersion: apiVersion, Components: components.map((Name) => ({ Name })) };
  const runtimes = { runsc: {}, runc: {}, 'io.containerd.runc.v2': {} };
  const info = { NCPU: 3, Runtimes: runtimes, DefaultRuntime: 'runc', ...further };
  return (request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url?.startsWith('/version') ? version : info));
  };
}

test('the first daemon that can be used is taken, and what was tried before it is told', async () => {
  const old = await listen('old', daemon('1.40'));
  const good = await listen('good', daemon('1.41'));
  const { report, answer } = await examine([endpoint(join(folder, 'absent')), old, good], 'linux');
  expect(report.attempts.map(({ result }) => result)).toEqual(['notFound', 'apiTooOld', 'ok']);
  expect(report).toMatchObject({ ok: true, remedy: '' });
  expect(answer).toMatchObject({ version: '9.9', cpus: 3 });
});

test('runtimes are told, and a daemon without the one that is asked for is not used', async () => {
  const docker = await listen('docker', daemon('1.41'));
  const podman = await listen('podman', daemon('1.41', ['Podman Engine', 'Conmon']));
  const told = await examine([docker], 'linux', { runtime: 'runsc', withoutLimits: 'refuse' });
  expect(told.report.attempts[0]?.detail).toBe('Docker 9.9, API 1.41; runtimes: runc, runsc.');
  expect(told.answer).toMatchObject({ engine: 'docker' });
  const refused = await examine([docker], 'linux', { runtime: 'kata', withoutLimits: 'refuse' });
  expect(refused.answer).toBeNull();
  expect(refused.report.summary).toContain('it has no runtime kata; it has runc, runsc.');
  expect(refused.report.remedy).toContain('dockerRuntime');
  // Podman would take the name and run with its default.
  const silent = await examine([podman], 'linux', { runtime: 'runsc', withoutLimits: 'refuse' });
  expect(silent.report.summary).toContain('it has no runtime runsc; it has runc.');
  expect(silent.report.remedy).toContain('containers.conf');
  expect((await examine([podman], 'linux')).answer).toMatchObject({ engine: 'podman' });
});

test('a daemon that cannot hold a program to its memory is used only where that is wanted', async () => {
  const rootless = { SecurityOptions: ['name=seccomp', 'name=rootless'] };
  const ask = async (name: string, facts: object, withoutLimits: 'refuse' | 'use' = 'refuse') =>
    examine([await listen(name, daemon('1.41', ['Engine'], facts))], 'linux', { runtime: '', withoutLimits });
  const all = { MemoryLimit: true, PidsLimit: true, CpuCfsQuota: true };
  expect((await ask('held', { ...all, ...rootless, CgroupVersion: '2' })).report).toMatchObject({
    ok: true,
    remedy: '',
  });

  const none = { MemoryLimit: false, PidsLimit: false, CpuCfsQuota: false, ...rootless };
  const refused = await ask('none', none);
  expect(refused.answer).toBeNull();
  expect(refused.report.summary).toContain('it cannot limit the memory, number of processes and processor share');
  expect(refused.report.remedy).toContain('dockerWithoutLimits: use');
  const used = await ask('used', none, 'use');
  expect(used.answer?.held).toEqual({ memory: false, processes: false, cpus: false });
  expect(used.report.summary).toContain('It cannot limit');
  expect(used.report.remedy).toMatch(/delegate control groups/);
  // Podman tells what the machine can do, not what it can do itself.
  expect((await ask('podman', { ...all, Rootless: true, CgroupVersion: '1' })).answer).toBeNull();
  expect((await ask('podman-2', { ...all, Rootless: true, CgroupVersion: '2' })).answer).not.toBeNull();
  const missed = { ...all, CpuCfsQuota: false, Rootless: false, CgroupVersion: '2' };
  expect((await ask('podman-root', missed)).answer?.held.cpus).toBe(true);

  const kernel = await ask('kernel', { ...all, MemoryLimit: false });
  expect(kernel.report.summary).toContain('it cannot limit the memory of a program');
  expect(kernel.report.remedy).toContain('cgroup_enable=memory');

  // Slow is not dangerous.
  const shares = await ask('shares', { ...all, CpuCfsQuota: false, ...rootless, CgroupVersion: '2' });
  expect(shares.answer?.held).toEqual({ memory: true, processes: true, cpus: false });
  expect(shares.report).toMatchObject({
    ok: true,
    summary: expect.stringContaining('cannot limit the processor share'),
  });
});

test('a setting is not overruled by the environment', async () => {
  const good = await listen('good', daemon('1.41'));
  const { DOCKER_HOST: before } = process.env;
  process.env.DOCKER_HOST = 'tcp://127.0.0.1:1';
  try {
    expect((await examine([good], 'linux')).report.ok).toBe(true);
  } finally {
    if (before === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = before;
  }
});

test('the nearest thing to an answer decides what is said', async () => {
  const old = await listen('old', daemon('1.40'));
  const { report, answer } = await examine([endpoint('/absent'), old], 'linux');
  expect(answer).toBeNull();
  expect(report.summary).toContain('its API is 1.40');
  expect(report.remedy).toContain('Update Docker');
});

test('with nothing at all it says how to get an engine', async () => {
  const nothing = await examine([endpoint('/a'), endpoint('/b')], 'linux');
  expect(nothing.report).toMatchObject({ ok: false, summary: 'No Docker daemon was found on this machine.' });
  expect(nothing.report.remedy).toContain('apt install docker.io');
  expect((await examine([endpoint('/a'), endpoint('/b')], 'darwin')).report.remedy).toContain('Docker Desktop');
});

test('a wrong address, and one that answers nonsense, are told apart', async () => {
  const broken = await listen('broken', (_, response) => {
    response.statusCode = 500;
    response.end('oh');
  });
  const unknown: Endpoint = { source: 'a test', address: 'ftp://x', options: null };
  const { report } = await examine([unknown, broken], 'linux');
  expect(report.attempts.map(({ result }) => result)).toEqual(['unsupported', 'failed']);
});
