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
  ['ssh://ada@box', { protocol: 'ssh', host: 'box', port: 22, username: 'ada' }],
  ['npipe:////./pipe/docker_engine', { socketPath: '//./pipe/docker_engine' }],
])('%s is understood', (explicit, options) => {
  expect(list({ explicit })[0]?.options).toMatchObject(options);
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
  expect(endpoints.map(({ address }) => address)).toContain('unix:///var/run/docker.sock');
});

test('a broken Docker configuration is passed over', async () => {
  await mkdir(join(home, '.docker'));
  await writeFile(join(home, '.docker', 'config.json'), '{');
  expect(list()[0]?.source).toBe('the usual Docker socket');
});

test('each platform has its own sockets', () => {
  const addresses = (platform: NodeJS.Platform) => list({ platform }).map(({ address }) => address);
  expect(addresses('win32')).toEqual(['npipe:////./pipe/docker_engine']);
  expect(addresses('darwin')).toContain(`unix://${join(home, '.docker/run/docker.sock')}`);
  expect(list({ environment: { XDG_RUNTIME_DIR: '/run/user/1' } }).map(({ address }) => address)).toEqual(
    expect.arrayContaining(['unix:///run/user/1/docker.sock', 'unix:///run/user/1/podman/podman.sock']),
  );
});
