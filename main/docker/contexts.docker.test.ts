/** Docker contexts as Docker's own command writes them, with a socket where Docker Desktop has its own. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import Docker from 'dockerode';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runToEnd } from '../sandbox/provider-suite';
import { importBusyboxImages } from '../testing/busybox-images';
import { openTestEngine, type TestEngine } from '../testing/test-engine';
import { ASH_SPECS, askAsh } from '../testing/try-engine';
import { OWNER_LABEL } from './container-options';

const run = promisify(execFile);
const { HOME, DOCKER_HOST } = process.env;
const machine = new Docker({ socketPath: '/var/run/docker.sock' });

/** A socket of its own that leads to the machine's daemon, until it is ended. */
class DesktopSocket implements AsyncDisposable {
  readonly #server: Server;
  readonly #connections = new Set<Socket>();

  static async open(path: string): Promise<DesktopSocket> {
    await mkdir(dirname(path), { recursive: true });
    const socket = new DesktopSocket();
    socket.#server.listen(path);
    await once(socket.#server, 'listening');
    return socket;
  }

  private constructor() {
    this.#server = createServer({ allowHalfOpen: true }, (near) => {
      const far = connect({ path: '/var/run/docker.sock', allowHalfOpen: true });
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#connections.add(one);
        one.on('error', () => other.destroy()).on('close', () => this.#connections.delete(one));
        one.pipe(other);
      }
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const connection of this.#connections) connection.destroy();
    await closed;
  }
}

let home: string;
let path: string;
const docker = async (...words: string[]) => (await run('docker', words)).stdout.trim();

beforeAll(async () => {
  await importBusyboxImages(machine);
  home = await mkdtemp(join(tmpdir(), 'runyard-desktop-'));
  path = join(home, '.docker/desktop/docker.sock');
  process.env.HOME = home;
  delete process.env.DOCKER_HOST;
  await docker(
    'context',
    'create',
    'desktop-linux',
    '--description',
    'Docker Desktop',
    '--docker',
    `host=unix://${path}`,
  );
});
afterAll(async () => {
  process.env.HOME = HOME;
  if (DOCKER_HOST !== undefined) process.env.DOCKER_HOST = DOCKER_HOST;
  await rm(home, { recursive: true, force: true });
});

const open = () => openTestEngine({ config: { provider: 'docker' }, specs: ASH_SPECS, docker: machine });

/** Where a program has run. */
async function findPlace({ engine }: TestEngine) {
  const ran = await runToEnd(engine.runs, '', askAsh('echo here'));
  expect(ran).toMatchObject({ stdout: 'here\n', outcome: { type: 'exited', code: 0 } });
  const { source, endpoint } = (await engine.status.doctor()).attempts.at(-1) ?? {};
  return { source, endpoint };
}

const desktop = () => ({ source: 'the Docker context "desktop-linux"', endpoint: `unix://${path}` });
const usual = { source: 'the usual Docker socket', endpoint: 'unix:///var/run/docker.sock' };

test('the context that `docker context use` chose is used, as by Docker itself, until another is chosen', async () => {
  await using _desktop = await DesktopSocket.open(path);
  {
    await using engine = await open();
    expect(await findPlace(engine)).toEqual(usual);
  }
  await docker('context', 'use', 'desktop-linux');
  expect(await docker('context', 'show')).toBe('desktop-linux');
  expect(await docker('version', '--format', '{{.Server.Version}}')).not.toBe('');
  {
    await using engine = await open();
    expect(await findPlace(engine)).toEqual(desktop());
  }
  await docker('context', 'use', 'default');
  await using engine = await open();
  expect(await findPlace(engine)).toEqual(usual);
}, 30_000);

test('a Docker Desktop that is quit loses the run and is found again', async () => {
  await docker('context', 'use', 'desktop-linux');
  process.env.DOCKER_CONTEXT = 'desktop-linux';
  let socket = await DesktopSocket.open(path);
  try {
    await using engine = await open();
    const ends: Promise<void>[] = [];
    const lost = await runToEnd(engine.engine.runs, '', askAsh('echo begun; sleep 60'), {
      onEvent: ({ type }) => {
        if (type === 'output') ends.push(socket[Symbol.asyncDispose]());
      },
    });
    expect(lost).toMatchObject({ stdout: 'begun\n', outcome: { type: 'lost' } });
    await Promise.all(ends);
    const until = async (state: string) => {
      const found = new AbortController();
      for await (const status of engine.engine.status.watch(found.signal)) if (status.state === state) found.abort();
    };
    await until('unavailable');
    // It was named, so nothing is run elsewhere in its place.
    expect((await engine.engine.status.doctor()).attempts).toMatchObject([{ ...desktop(), result: 'notFound' }]);
    socket = await DesktopSocket.open(path);
    await until('ready');
    expect(await findPlace(engine)).toEqual(desktop());
    // Of the program that was cut off only its own deadline would tell.
    const filters = { label: [`${OWNER_LABEL}=${engine.engine.ownerId}`] };
    for (const { Id: id } of await machine.listContainers({ filters })) {
      await machine
        .getContainer(id)
        .remove({ force: true })
        .catch(() => {});
    }
  } finally {
    await socket[Symbol.asyncDispose]();
    delete process.env.DOCKER_CONTEXT;
  }
}, 30_000);
