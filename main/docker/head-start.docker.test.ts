import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ASH_IMAGE, importBusyboxImages } from '../testing/busybox-images';
import { ContainerEvents } from './container-events';
import { type ContainerPlan, OWNER_LABEL } from './container-options';
import type { DockerLink } from './docker-connection';
import { HeadStart } from './head-start';
import { settlesWithin } from './settles-within';
import { SocketDocker } from './socket-docker';
import { disposeWaiting } from './waiting-container';

const SOCKET = '/var/run/docker.sock';
const MIB = 1024 * 1024;
const limits = {
  compileTimeoutMs: 1000,
  runTimeoutMs: 1000,
  memoryBytes: 64 * MIB,
  processes: 16,
  outputBytes: MIB,
  cpus: 1,
};
const held = { memory: true, processes: true, cpus: true };
const plan: ContainerPlan = {
  ...{ image: ASH_IMAGE, localhost: 'hosts', limits, network: false, terminal: 'off' },
  ...{ availableCpus: 1, runtime: '', engine: 'docker', held },
};

const opened: { headStart: HeadStart; link: DockerLink }[] = [];

async function begin(guess: Partial<ContainerPlan> = {}, socketPath = SOCKET): Promise<(typeof opened)[number]> {
  const headStart = new HeadStart({ socketPath, plan: { ...plan, ...guess } });
  const docker = new SocketDocker(SOCKET);
  const events = await ContainerEvents.open(docker, headStart.ownerId);
  const link: DockerLink = { docker, events, engine: 'docker', runtime: '', cpus: 1, held };
  opened.push({ headStart, link });
  return { headStart, link };
}

const listOwn = ({ ownerId }: HeadStart) =>
  new Docker().listContainers({ all: true, filters: { label: [`${OWNER_LABEL}=${ownerId}`] } });

beforeAll(() => importBusyboxImages(new Docker()));
afterEach(async () => {
  for (const { headStart, link } of opened.splice(0)) {
    await headStart[Symbol.asyncDispose]();
    link.events[Symbol.dispose]();
    await expect.poll(() => listOwn(headStart)).toEqual([]);
  }
});

describe('a head start', () => {
  test('has a container that waits for its job, and gives it once', async () => {
    const { headStart, link } = await begin();
    const waiting = await headStart.take(link, { ...plan, limits: { ...limits, memoryBytes: 32 * MIB } });
    expect(waiting?.plan).toEqual(plan);
    expect(await headStart.take(link, plan)).toBeNull();
    const script = 'echo "$((6 * 7))"; exit\n';
    waiting?.socket.end(`run:${script.length}\n${script}`);
    const [frame] = (await once(waiting!.socket, 'data')) as [Buffer];
    expect(frame.subarray(8).toString()).toBe('42\n');
    await link.events.died(waiting!.container.id);
    await disposeWaiting(waiting!);
  });

  test.each([
    ['another network', { network: true }],
    ['another image', { image: 'runyard-test/absent:1' }],
    ['what the daemon can hold no more', { held: { ...held, cpus: false } }],
  ])('keeps to itself what was started for %s', async (_what, wanted) => {
    const { headStart, link } = await begin();
    expect(await headStart.take(link, { ...plan, ...wanted })).toBeNull();
  });

  test('gives no container that has ended meanwhile', async () => {
    const { headStart, link } = await begin();
    await expect.poll(async () => (await listOwn(headStart))[0]?.State).toBe('running');
    const [container] = await listOwn(headStart);
    await new Docker().getContainer(container?.Id ?? '').kill();
    expect(await headStart.take(link, plan)).toBeNull();
  });

  test('is none where there is no such image or no daemon, which the engine then tells', async () => {
    const absent = await begin({ image: 'runyard-test/absent:1' });
    expect(await absent.headStart.take(absent.link, { ...plan, image: 'runyard-test/absent:1' })).toBeNull();
    const nowhere = await begin({}, '/nowhere/docker.sock');
    expect(await nowhere.headStart.take(nowhere.link, plan)).toBeNull();
  });

  test('does not hold up the end where its daemon does not answer', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'runyard-silent-'));
    const silent = createServer().listen(join(folder, 'docker.sock'));
    await once(silent, 'listening');
    const connected = once(silent, 'connection') as Promise<[Socket]>;
    const { headStart } = await begin({}, join(folder, 'docker.sock'));
    const [socket] = await connected;
    // It has had its time while the engine asked it.
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 5000);
    const ended = settlesWithin(headStart[Symbol.asyncDispose](), 1000);
    clock.mockRestore();
    expect(await ended).toBe(true);
    socket.destroy();
    silent.close();
    await rm(folder, { recursive: true });
  });

  test('learns what would have been the right guess', async () => {
    const { headStart, link } = await begin();
    headStart.note(link, { ...plan, network: true });
    expect(headStart.right).toEqual({ socketPath: SOCKET, plan: { ...plan, network: true } });
    headStart.note(link, { ...plan, terminal: 'on' });
    expect(headStart.right).toBeNull();
  });
});
