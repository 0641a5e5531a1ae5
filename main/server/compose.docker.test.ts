/** The image and the Compose file as they are shipped, on the machine's own daemon. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import Docker from 'dockerode';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '../../client/node';
import type { RunEvent } from '../../contract';
import { buildServerImage } from '../../scripts/deploy/server-image';
import { CONTAINER_LABEL } from '../docker/container-options';

const run = promisify(execFile);
const IMAGE = 'runyard-test/composed:1';
const TOKEN = 'token-of-the-compose-test';
const SOCKET = '/var/run/docker.sock';
const PROJECT = `runyard-test-${process.pid}`;

const docker = new Docker({ socketPath: SOCKET });
let folder: string;
/** Compose's second version is a part of Docker's command, its first one a command of its own. */
let command: string[];

async function compose(...words: string[]) {
  const [file = '', ...first] = command;
  const gid = (await stat(SOCKET)).gid;
  return run(file, [...first, '-p', PROJECT, '-f', resolve('scripts/deploy/compose.yaml'), ...words], {
    env: {
      ...process.env,
      DOCKER_HOST: `unix://${SOCKET}`,
      DOCKER_GID: String(gid),
      RUNYARD_IMAGE: IMAGE,
      RUNYARD_TOKEN_FILE: join(folder, 'token'),
      // A free port.
      RUNYARD_PUBLISH: '127.0.0.1:',
    },
  });
}

const filters = { label: [`com.docker.compose.project=${PROJECT}`] };

async function inspectServer() {
  const [found] = await docker.listContainers({ all: true, filters });
  if (!found) throw new Error('There is no server.');
  return docker.getContainer(found.Id).inspect();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-compose-'));
  await writeFile(join(folder, 'token'), TOKEN, { mode: 0o444 });
  command = await run('docker', ['compose', 'version']).then(
    () => ['docker', 'compose'],
    () => ['docker-compose'],
  );
  await buildServerImage(`unix://${SOCKET}`, 'runyard/bash:debian', IMAGE);
}, 180_000);

afterAll(async () => {
  await compose('down', '--volumes', '--timeout', '0').catch(() => {});
  await docker
    .getImage(IMAGE)
    .remove()
    .catch(() => {});
  await rm(folder, { recursive: true, force: true });
}, 60_000);

test('brings a server up that runs programs, lets them end when it is stopped, and leaves nothing', async () => {
  await compose('up', '--detach', '--no-build');
  const health = async () => (await inspectServer()).State.Health?.Status;
  await expect.poll(health, { timeout: 60_000 }).toBe('healthy');
  const server = await inspectServer();
  expect(server.HostConfig).toMatchObject({ ReadonlyRootfs: true, CapDrop: ['ALL'], Init: true, Memory: 2 ** 30 });
  expect(JSON.stringify(server)).not.toContain(TOKEN);

  const port = server.NetworkSettings.Ports['8080/tcp']?.[0]?.HostPort;
  const url = `http://127.0.0.1:${port}`;
  expect((await fetch(`${url}/api/specs`)).status).toBe(401);
  const client = createClient({ url, token: TOKEN });
  const events: RunEvent[] = [];
  const call = client.run({
    spec: 'bash',
    files: [{ path: 'main.sh', content: 'echo begun; read line; echo "got $line"' }],
    stdin: 'interactive',
  });
  let stopped: Promise<unknown> | undefined;
  for await (const event of call) {
    events.push(event);
    if (event.type !== 'output' || stopped) continue;
    stopped = compose('stop');
    // It takes no more runs and goes on with this one.
    await expect.poll(async () => (await fetch(`${url}/healthz`)).status, { timeout: 30_000 }).toBe(503);
    await call.write('a line\n');
  }
  client.close();
  expect(events.map((event) => (event.type === 'output' ? event.text : '')).join('')).toBe('begun\ngot a line\n');
  expect(events.at(-1)).toMatchObject({ type: 'finished', outcome: { type: 'exited', code: 0 } });
  await stopped;
  expect((await inspectServer()).State).toMatchObject({ Running: false, ExitCode: 0 });

  await compose('down', '--volumes');
  expect(await docker.listContainers({ all: true, filters })).toEqual([]);
  expect(await docker.listNetworks({ filters })).toEqual([]);
  expect((await docker.listVolumes({ filters })).Volumes ?? []).toEqual([]);
  const sandboxes = { label: [`${CONTAINER_LABEL}=${server.Id}`] };
  expect(await docker.listContainers({ all: true, filters: sandboxes })).toEqual([]);
}, 180_000);
