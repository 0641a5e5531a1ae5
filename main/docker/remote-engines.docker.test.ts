import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DockerSettings, EngineStatus } from '../../contract';
import type { Config } from '../config/config';
import { runToEnd } from '../sandbox/provider-suite';
import { importBusyboxImages } from '../testing/busybox-images';
import { makeCertificates } from '../testing/certificates';
import { PodmanService } from '../testing/podman-service';
import { PrivateDaemon } from '../testing/private-daemon';
import { SshServer } from '../testing/ssh-server';
import { openTestEngine, type TestEngine } from '../testing/test-engine';
import { askAsh as request, ASH_SPECS as specs, tryAll } from '../testing/try-engine';
import { OWNER_LABEL } from './container-options';

const environment = { ...process.env };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-remote-'));
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const open = (docker: Docker, config: Partial<Config> = {}) =>
  openTestEngine({ config: { provider: 'docker', ...config }, specs, docker });

describe('a daemon behind TLS', () => {
  let daemon: PrivateDaemon;
  let address: string;
  let client: Docker;
  beforeAll(async () => {
    await makeCertificates(folder);
    daemon = await PrivateDaemon.start({ tls: folder, runtimes: { fenced: join(folder, 'fenced') } });
    address = `tcp://127.0.0.1:${daemon.tlsPort}`;
    client = daemon.docker;
    await importBusyboxImages(client);
  });
  afterAll(() => daemon?.[Symbol.asyncDispose]());

  test('runs what a daemon here does, named by the config', async () => {
    await using engine = await open(client, { dockerHost: address, dockerCertPath: folder });
    await tryAll(engine);
  });

  test('is named by DOCKER_HOST, and by a Docker context', async () => {
    Object.assign(process.env, { DOCKER_HOST: address, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder });
    {
      await using engine = await open(client);
      expect((await runToEnd(engine.engine.runs, '', request('echo by DOCKER_HOST'))).stdout).toBe('by DOCKER_HOST\n');
    }
    for (const name of ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH']) delete process.env[name];
    const home = join(folder, 'docker-config');
    const id = createHash('sha256').update('school').digest('hex');
    await mkdir(join(home, 'contexts', 'meta', id), { recursive: true });
    const meta = { Name: 'school', Metadata: {}, Endpoints: { docker: { Host: address, SkipTLSVerify: false } } };
    await writeFile(join(home, 'contexts', 'meta', id, 'meta.json'), JSON.stringify(meta));
    for (const file of ['ca.pem', 'cert.pem', 'key.pem']) {
      await cp(join(folder, file), join(home, 'contexts', 'tls', id, 'docker', file));
    }
    await writeFile(join(home, 'config.json'), JSON.stringify({ currentContext: 'school' }));
    Object.assign(process.env, { DOCKER_CONFIG: home });
    for (const dockerHost of ['', 'context://school']) {
      await using engine = await open(client, { dockerHost });
      expect((await runToEnd(engine.engine.runs, '', request('echo by context'))).stdout).toBe('by context\n');
      expect((await engine.engine.status.doctor()).attempts[0]?.source).toBe('the Docker context "school"');
    }
  });

  test('is used from the moment when the settings name it, unless the config names another', async () => {
    const name = async (engine: TestEngine, docker: Partial<DockerSettings>) => {
      const { settings } = await engine.engine.settings.load();
      const to = { ...settings, docker: { ...settings.docker, ...docker } };
      await engine.engine.settings.save({ from: settings, to, broken: 'refuse' });
    };
    const untilStatus = async (engine: TestEngine, is: (status: EngineStatus) => boolean) => {
      const found = new AbortController();
      for await (const status of engine.engine.status.watch(found.signal)) if (is(status)) found.abort();
    };
    const isAt = (endpoint: string) => (status: EngineStatus) =>
      status.state === 'ready' && status.doctor.attempts.at(-1)?.endpoint === endpoint;
    const docker = client;
    await using engine = await openTestEngine({
      config: { provider: 'docker' },
      specs,
      docker,
      settingsReach: 'engine',
    });
    await untilStatus(engine, ({ state }) => state === 'ready');
    await name(engine, { host: daemon.address });
    await untilStatus(engine, isAt(daemon.address));
    expect((await runToEnd(engine.engine.runs, '', request('echo moved'))).stdout).toBe('moved\n');
    await name(engine, { runtime: 'kata' });
    await untilStatus(engine, ({ state, doctor }) => state === 'unavailable' && /no runtime kata/.test(doctor.summary));
    await name(engine, { runtime: '' });
    await untilStatus(engine, isAt(daemon.address));

    const config = { provider: 'docker', dockerHost: daemon.address } as const;
    await using fixed = await openTestEngine({ config, specs, docker, settingsReach: 'engine' });
    await using deaf = await openTestEngine({ config: { provider: 'docker' }, specs, docker });
    for (const one of [fixed, deaf]) await name(one, { host: 'unix:///nowhere.sock' });
    expect((await fixed.engine.status.doctor()).attempts).toMatchObject([{ endpoint: daemon.address, result: 'ok' }]);
    expect((await deaf.engine.status.doctor()).attempts[0]?.endpoint).not.toBe('unix:///nowhere.sock');
  });

  test('is refused with a wrong authority, and refuses whoever has no certificate', async () => {
    const diagnose = async (config: Partial<Config>) => {
      await using engine = await open(client, config);
      return (await engine.engine.status.doctor()).attempts[0];
    };
    const other = join(folder, 'other');
    await mkdir(other);
    await makeCertificates(other);
    expect(await diagnose({ dockerHost: address, dockerCertPath: other })).toMatchObject({
      result: 'failed',
      detail: 'Its certificate is not signed by an authority that is trusted.',
      remedy: expect.stringContaining('ca.pem'),
    });
    const bare = join(folder, 'bare');
    await mkdir(bare);
    await cp(join(folder, 'ca.pem'), join(bare, 'ca.pem'));
    expect(await diagnose({ dockerHost: address, dockerCertPath: bare })).toMatchObject({
      detail: expect.stringContaining('certificate of yours'),
      remedy: expect.stringContaining('cert.pem'),
    });
    expect(await diagnose({ dockerHost: address })).toMatchObject({
      detail: 'It speaks TLS only.',
      remedy: expect.stringContaining('dockerCertPath'),
    });
    const closed = 'tcp://127.0.0.1:1';
    expect(await diagnose({ dockerHost: closed })).toMatchObject({ result: 'refused' });
  });

  test('runs with the runtime that was asked for, and refuses one that it does not have', async () => {
    // A runtime of the test's own: it writes down that it was used, and hands on.
    const used = join(folder, 'used');
    const script = `#!/bin/sh\necho used >> ${used}\nexec runc "$@"\n`;
    await writeFile(join(folder, 'fenced'), script, { mode: 0o755 });
    {
      await using engine = await open(client, { dockerHost: daemon.address, dockerRuntime: 'fenced' });
      expect((await runToEnd(engine.engine.runs, '', request('echo fenced'))).stdout).toBe('fenced\n');
      expect(await readFile(used, 'utf8')).toContain('used');
    }
    await using engine = await open(client, { dockerHost: daemon.address, dockerRuntime: 'kata' });
    await expect(runToEnd(engine.engine.runs, '', request('echo'))).rejects.toMatchObject({
      code: 'DOCKER_UNREACHABLE',
      message: expect.stringMatching(/no runtime kata; it has runc, fenced/),
      remedy: expect.stringContaining('dockerRuntime'),
    });
  });
});

describe('a daemon over ssh', () => {
  let server: SshServer;
  const docker = new Docker();
  const use = (client: string) => Object.assign(process.env, { PATH: `${client}:${environment.PATH}` });
  beforeAll(async () => {
    await importBusyboxImages(docker);
    server = await SshServer.start({ PATH: environment.PATH ?? '' });
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  test('runs what a daemon here does, and is found again after its connections broke', {
    timeout: 180_000,
  }, async () => {
    use(await server.writeClient('good', { key: 'client', hostKey: 'right' }));
    {
      await using engine = await open(docker, { dockerHost: server.address });
      await tryAll(engine);
    }
    await server.untilUnused();
    await server.untilNothingRuns();
    await using engine = await open(docker, { dockerHost: server.address });
    const drops: Promise<void>[] = [];
    const lost = await runToEnd(engine.engine.runs, '', request('echo begun; sleep 60'), {
      onEvent: (event) => {
        if (event.type === 'output') drops.push(server.dropConnections());
      },
    });
    expect(lost).toMatchObject({ stdout: 'begun\n', outcome: { type: 'lost' } });
    await Promise.all(drops);
    const found = new AbortController();
    for await (const { state } of engine.engine.status.watch(found.signal)) if (state === 'ready') found.abort();
    expect((await runToEnd(engine.engine.runs, '', request('echo back'))).stdout).toBe('back\n');
    // Of the program that was cut off only its own deadline, or the daemon, would tell.
    const filters = { label: [`${OWNER_LABEL}=${engine.engine.ownerId}`] };
    for (const { Id: id } of await docker.listContainers({ all: true, filters })) {
      await docker
        .getContainer(id)
        .remove({ force: true })
        .catch(() => {});
    }
  });

  test('is refused when the machine is not the one that is known, and says what ssh says', async () => {
    const diagnose = async (name: string, keys: Parameters<SshServer['writeClient']>[1]) => {
      use(await server.writeClient(name, keys));
      await using engine = await open(docker, { dockerHost: server.address });
      return (await engine.engine.status.doctor()).attempts[0];
    };
    const untrusted = { result: 'failed', remedy: expect.stringContaining('in a terminal and compare the key') };
    expect(await diagnose('unknown', { key: 'client', hostKey: 'unknown' })).toMatchObject(untrusted);
    expect(await diagnose('wrong', { key: 'client', hostKey: 'wrong' })).toMatchObject(untrusted);
    expect(await diagnose('stranger', { key: 'other', hostKey: 'right' })).toMatchObject({
      result: 'permissionDenied',
      detail: expect.stringContaining('ssh says:'),
      remedy: expect.stringContaining('ssh-add'),
    });
  });
});

test("Podman's socket runs what Docker does", { timeout: 120_000 }, async () => {
  await using podman = await PodmanService.start();
  await importBusyboxImages(podman.docker);
  const config: Partial<Config> = { provider: 'docker', dockerHost: podman.address };
  await using engine = await openTestEngine({ config, specs, docker: podman.docker, removalGraceMs: 10_000 });
  expect((await engine.engine.status.doctor()).summary).toMatch(/^Podman \d/);
  await tryAll(engine);
});

test('gVisor runs what Docker does', { timeout: 120_000 }, async () => {
  const runtime = join(folder, 'gvisor');
  // Without KVM, and without a network that the daemon's namespace has none of either.
  await writeFile(runtime, '#!/bin/sh\nexec runsc --platform=ptrace --network=none "$@"\n', { mode: 0o755 });
  await using daemon = await PrivateDaemon.start({ runtimes: { runsc: runtime } });
  await importBusyboxImages(daemon.docker);
  await using engine = await open(daemon.docker, { dockerHost: daemon.address, dockerRuntime: 'runsc' });
  const { stdout, metrics } = await runToEnd(engine.engine.runs, '', request('cat /proc/version'));
  expect(stdout).toContain('Linux version 4.4.0');
  // There is no control group to read in it.
  expect(metrics.cpuMs).toBeNull();
  await tryAll(engine);
});
