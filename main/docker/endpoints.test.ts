import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EndpointFacts, listEndpoints } from './endpoints';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'runyard-home-'));
});
afterEach(() => rm(home, { recursive: true }));

function list(facts: Partial<EndpointFacts> = {}) {
  return listEndpoints({ explicit: '', environment: {}, platform: 'linux', home, ...facts });
}

async function writeContext(name: string, host: string, tls: string[] = []) {
  const id = createHash('sha256').update(name).digest('hex');
  const folder = join(home, '.docker', 'contexts');
  await mkdir(join(folder, 'meta', id), { recursive: true });
  await writeFile(join(folder, 'meta', id, 'meta.json'), JSON.stringify({ Endpoints: { docker: { Host: host } } }));
  await mkdir(join(folder, 'tls', id, 'docker'), { recursive: true });
  for (const file of tls) await writeFile(join(folder, 'tls', id, 'docker', `${file}.pem`), file);
  await writeFile(join(home, '.docker', 'config.json'), JSON.stringify({ currentContext: name }));
}

test('an address that the person gave is the only one', () => {
  const explicit = list({ explicit: 'unix:///x.sock', environment: { DOCKER_HOST: 'unix:///y.sock' } });
  expect(explicit).toEqual([
    { source: 'the dockerHost setting', address: 'unix:///x.sock', options: { socketPath: '/x.sock' } },
  ]);
  expect(list({ environment: { DOCKER_HOST: 'unix:///y.sock' } })).toMatchObject([
    { source: 'DOCKER_HOST', options: { socketPath: '/y.sock' } },
  ]);
});

test.each([
  ['tcp://box:2375', { protocol: 'http', host: 'box', port: 2375 }],
  ['tcp://box', { protocol: 'http', host: 'box', port: 2375 }],
  ['https://box', { protocol: 'https', host: 'box', port: 2376 }],
  ['npipe:////./pipe/docker_engine', { socketPath: '//./pipe/docker_engine' }],
])('%s is understood', (explicit, options) => {
  expect(list({ explicit })[0]?.options).toMatchObject(options);
});

test('a machine that is reached over ssh is told to ssh as it was written', () => {
  const target = (explicit: string) => list({ explicit })[0]?.ssh;
  expect(target('ssh://box')).toEqual({ host: 'box', port: null, user: null, socketPath: null });
  expect(target('ssh://ada@box:2222/run/user/1/docker.sock')).toEqual({
    host: 'box',
    port: 2222,
    user: 'ada',
    socketPath: '/run/user/1/docker.sock',
  });
  // Nothing of an address can become an option of ssh or words of a shell; passwords are not taken.
  const bad = ['ssh://-oProxyCommand=x', 'ssh://-l@box', 'ssh://a:secret@box', 'ssh://box/x;reboot', 'ssh://box/$(x)'];
  for (const explicit of bad) expect(list({ explicit })[0], explicit).toMatchObject({ options: null });
});

test('certificates for the setting are in the folder that it names, or where the environment says', async () => {
  const folder = join(home, 'certs');
  await mkdir(folder);
  for (const file of ['ca', 'cert', 'key']) await writeFile(join(folder, `${file}.pem`), file);
  const secure = { protocol: 'https', host: 'box', port: 2376, ca: 'ca', cert: 'cert', key: 'key' };
  expect(list({ explicit: 'tcp://box', certPath: folder })[0]?.options).toEqual(secure);
  const environment = { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder };
  expect(list({ explicit: 'tcp://box', environment })[0]?.options).toEqual(secure);
  expect(list({ environment: { ...environment, DOCKER_HOST: 'tcp://box:1' } })[0]?.options).toEqual({
    ...secure,
    port: 1,
  });
  // TLS without a certificate is TLS all the same.
  const bare = { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: home };
  expect(list({ explicit: 'tcp://box', environment: bare })[0]?.options).toMatchObject({ protocol: 'https' });
});

test("a setting may name a socket in the person's home as a shell does", () => {
  expect(list({ explicit: 'unix://~/docker.sock' })[0]?.options).toEqual({ socketPath: join(home, 'docker.sock') });
  // A name that only begins so is none of it.
  expect(list({ explicit: 'unix://~ada/docker.sock' })[0]?.options).toEqual({ socketPath: '~ada/docker.sock' });
});

test('a context can be named instead of chosen', async () => {
  await writeContext('school', 'ssh://ada@school');
  await writeContext('home', 'unix:///home.sock');
  expect(list({ explicit: 'context://school' })).toMatchObject([{ address: 'ssh://ada@school', ssh: { user: 'ada' } }]);
  expect(list({ explicit: 'context://none' })).toMatchObject([{ address: 'context://none', options: null }]);
});

test.each(['box:2375', 'ftp://box', 'tcp://', 'nonsense'])('%s is none that can be used', (explicit) => {
  expect(list({ explicit })[0]?.options).toBeNull();
});

test('the current context goes before the usual sockets, with its certificates', async () => {
  await writeContext('school', 'tcp://school:2376', ['ca', 'cert', 'key']);
  const endpoints = list();
  expect(endpoints[0]).toEqual({
    source: 'the Docker context "school"',
    address: 'tcp://school:2376',
    options: { protocol: 'https', host: 'school', port: 2376, ca: 'ca', cert: 'cert', key: 'key' },
  });
  // Code that is meant for another machine is not run here because that one does not answer.
  expect(endpoints).toHaveLength(1);
  await writeContext('farther', 'ssh://ada:password@school');
  expect(list()).toMatchObject([{ address: 'ssh://ada:password@school', options: null }]);
});

test.each(['tcp://127.0.0.1:2375', 'tcp://localhost:2375', 'tcp://[::1]:2375'])(
  '%s in a context is the only place: it may be a tunnel to another machine',
  async (host) => {
    await writeContext('tunnel', host);
    expect(list()).toMatchObject([{ address: host, options: { protocol: 'http', port: 2375 } }]);
  },
);

test('a context of this machine that was chosen goes before the usual sockets, and one that the environment names is the only one', async () => {
  await writeContext('desktop-linux', 'unix:///home/ada/.docker/desktop/docker.sock');
  const addresses = (environment = {}) => list({ environment }).map(({ address }) => address);
  expect(addresses().slice(0, 2)).toEqual([
    'unix:///home/ada/.docker/desktop/docker.sock',
    'unix:///var/run/docker.sock',
  ]);
  expect(addresses({ DOCKER_CONTEXT: 'desktop-linux' })).toHaveLength(1);
  expect(addresses({ DOCKER_CONTEXT: 'gone' })).toEqual(['context://gone']);
  expect(addresses({ DOCKER_CONTEXT: 'default' })[0]).toBe('unix:///var/run/docker.sock');
  expect(addresses({ DOCKER_CONTEXT: '' })[0]).toBe('unix:///home/ada/.docker/desktop/docker.sock');
  expect(addresses({ DOCKER_CONTEXT: 'gone', DOCKER_HOST: 'tcp://box' })).toEqual(['tcp://box']);
});

test('a broken Docker configuration is passed over', async () => {
  await mkdir(join(home, '.docker'));
  await writeFile(join(home, '.docker', 'config.json'), '{');
  expect(list()[0]?.source).toBe('the usual Docker socket');
});

test('each platform has its own sockets', () => {
  const addresses = (platform: NodeJS.Platform) => list({ platform }).map(({ address }) => address);
  expect(addresses('win32')).toEqual(['npipe:////./pipe/docker_engine', 'npipe:////./pipe/dockerDesktopLinuxEngine']);
  expect(addresses('darwin')).toContain(`unix://${join(home, '.docker/run/docker.sock')}`);
  const rootless = list({ environment: { XDG_RUNTIME_DIR: '/run/user/1' } });
  expect(rootless.filter(({ source }) => /rootless|Podman/.test(source)).map(({ address }) => address)).toEqual([
    'unix:///run/user/1/docker.sock',
    `unix://${join(home, '.docker/run/docker.sock')}`,
    'unix:///run/user/1/podman/podman.sock',
    'unix:///run/podman/podman.sock',
  ]);
});
