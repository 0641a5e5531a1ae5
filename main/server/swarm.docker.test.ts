/** The image and the stack file as they are shipped, on a Swarm of one node in a network namespace of its own. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '../../client/node';
import type { RunEvent, RunRequestInput } from '../../contract';
import { buildServerImage, copyImages } from '../../scripts/deploy/server-image';
import { CONTAINER_LABEL, OWNER_LABEL } from '../docker/container-options';
import { Balancer } from '../testing/balancer';
import { NamespaceDoor } from '../testing/namespace-door';
import { PrivateDaemon } from '../testing/private-daemon';

const run = promisify(execFile);
const IMAGE = 'runyard-test/server:1';
const TOKEN = 'token-of-the-swarm-test';
const REPLICAS = 3;
const HEADERS = { authorization: `Bearer ${TOKEN}`, accept: 'application/json', 'content-type': 'application/json' };

let daemon: PrivateDaemon;
let door: NamespaceDoor;
let balancer: Balancer;
/** Of the daemon's socket. */
let gid = 0;

function docker(...words: string[]) {
  return run('docker', words, {
    env: {
      ...process.env,
      DOCKER_HOST: daemon.address,
      DOCKER_GID: String(gid),
      RUNYARD_IMAGE: IMAGE,
      RUNYARD_PUBLISH_MODE: 'host',
      RUNYARD_PUBLISH: '0',
    },
  });
}

async function listReplicas() {
  return daemon.docker.listContainers({ filters: { label: ['com.docker.swarm.service.name=runyard_server'] } });
}

beforeAll(async () => {
  daemon = await PrivateDaemon.start({ network: 'bridged' });
  gid = (await stat(daemon.address.replace('unix://', ''))).gid;
  await copyImages(['runyard/bash:debian'], daemon.docker);
  await buildServerImage(daemon.address, 'runyard/bash:debian', IMAGE);
  await docker('swarm', 'init', '--advertise-addr', '127.0.0.1');
  const folder = await mkdtemp(join(tmpdir(), 'runyard-swarm-'));
  const override = join(folder, 'override.yaml');
  await writeFile(
    override,
    `
version: '3.8'
services:
  server:
    environment: { RUNYARD_WARM_SANDBOXES: '1' }
    volumes: ['${daemon.address.replace('unix://', '')}:/var/run/docker.sock']
    deploy:
      mode: replicated
      replicas: ${REPLICAS}
      endpoint_mode: dnsrr
      update_config: { order: start-first, parallelism: 3, monitor: 1s }
`,
  );
  await writeFile(join(folder, 'token'), TOKEN);
  await docker('secret', 'create', 'runyard-token', join(folder, 'token'));
  const stack = resolve('scripts/deploy/stack.yaml');
  await docker('stack', 'deploy', '--resolve-image=never', '-c', stack, '-c', override, 'runyard');
  await rm(folder, { recursive: true });
  door = await NamespaceDoor.open(daemon.pid);
  balancer = await Balancer.open({
    listPorts: async () =>
      (await listReplicas()).flatMap(
        ({ Ports: ports }) => ports.find(({ PublicPort: port }) => port)?.PublicPort ?? [],
      ),
    connect: (port) => door.connect(port),
  });
}, 180_000);

afterAll(async () => {
  await balancer?.[Symbol.asyncDispose]();
  await docker('stack', 'rm', 'runyard').catch(() => {});
  await door?.[Symbol.asyncDispose]();
  await daemon?.[Symbol.asyncDispose]();
}, 60_000);

const ask = (code: string, stdin?: 'interactive'): RunRequestInput => ({
  spec: 'bash',
  files: [{ path: 'main.sh', content: code }],
  ...(stdin ? { stdin } : {}),
});

/** A run over a WebSocket of its own, which a balancer gives to one replica. */
function start(code: string, stdin?: 'interactive') {
  const client = createClient({ url: balancer.origin, token: TOKEN });
  const call = client.run(ask(code, stdin));
  let name = (_runId: string) => {};
  const runId = new Promise<string>((resolve) => {
    name = resolve;
  });
  const collect = async () => {
    const events: RunEvent[] = [];
    try {
      for await (const event of call) {
        if (event.type === 'started') name(event.runId);
        events.push(event);
      }
    } finally {
      client.close();
    }
    const text = events.map((event) => (event.type === 'output' ? event.text : '')).join('');
    const last = events.at(-1);
    return { text, outcome: last?.type === 'finished' ? last.outcome : null };
  };
  return { call, runId, ended: collect() };
}

/** On a connection of its own. */
async function askOverHttp(method: string, path: string, body?: unknown) {
  return new Promise<{ status: number; body: unknown }>((settle, fail) => {
    const asked = request(`${balancer.origin}/api${path}`, { method, headers: HEADERS, agent: false });
    asked.on('error', fail).on('response', async (answer) => {
      const status = answer.statusCode ?? 0;
      settle({ status, body: status === 204 ? null : await json(answer) });
    });
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const replicaOf = (runId: string) => runId.slice(0, runId.lastIndexOf('.'));

test('every replica is well, and behind the one address', async () => {
  await expect.poll(() => balancer.ports.length, { timeout: 60_000 }).toBe(REPLICAS);
  const names = new Set<string | undefined>();
  for (let count = 0; count < REPLICAS; count += 1) {
    const client = createClient({ url: balancer.origin, token: TOKEN });
    names.add((await client.app.info()).replica);
    client.close();
  }
  expect([...names].sort()).toEqual((await listReplicas()).map(({ Names: [name = ''] }) => name.slice(1)).sort());
}, 90_000);

test('a stop over HTTP that reaches another replica says which one has the run, and reaches that one in turn', async () => {
  const asked = request(`${balancer.origin}/api/runs`, {
    method: 'POST',
    headers: { ...HEADERS, accept: 'application/x-ndjson' },
    agent: false,
  });
  asked.end(JSON.stringify(ask('echo begun; sleep 60')));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const events: RunEvent[] = [];
  const answers: { status: number; body: unknown }[] = [];
  for await (const line of createInterface({ input: answer })) {
    const event = JSON.parse(line) as RunEvent;
    events.push(event);
    if (event.type !== 'started') continue;
    const { runId } = event;
    while (answers.at(-1)?.status !== 204) answers.push(await askOverHttp('DELETE', `/runs/${runId}`));
    for (const refused of answers.slice(0, -1)) {
      const details = { replica: replicaOf(runId) };
      expect(refused).toEqual({ status: 421, body: expect.objectContaining({ code: 'RUN_ELSEWHERE', details }) });
    }
  }
  expect(answers.length).toBeGreaterThan(1);
  expect(events.at(-1)).toMatchObject({ type: 'finished', outcome: { type: 'stopped', by: 'user' } });
});

test('a rolling update loses no run: those under way end where they are, others go on elsewhere', async () => {
  const before = (await listReplicas()).map(({ Id: id }) => id);
  const oldPorts = [...balancer.ports];
  const running = Array.from({ length: 2 * REPLICAS }, () => start('read line; echo "got $line"', 'interactive'));
  const homes = new Set((await Promise.all(running.map(({ runId }) => runId))).map(replicaOf));
  expect(homes.size).toBe(REPLICAS);
  const updated = docker('service', 'update', '--force', '--detach', 'runyard_server');
  const outcomes: unknown[] = [];
  const isOld = async () => (await listReplicas()).filter(({ Id: id }) => before.includes(id)).length;
  let written: Promise<unknown> | undefined;
  let missed = 0;
  // Until no server of old is left, programs are run one after the other; what those wait for they get on the way.
  while ((await isOld()) > 0) {
    const answer = await askOverHttp('POST', '/runs', ask('echo during the update')).catch(() => null);
    // It had begun to close as it was asked: such a request was no run yet.
    if (answer && answer.status !== 503) outcomes.push((answer.body as { outcome?: unknown }).outcome);
    // It was gone, and the balancer had not seen it yet: the mesh hears of it first.
    if (!answer) missed += 1;
    const { ports } = balancer;
    const isTakingOver =
      ports.some((port) => !oldPorts.includes(port)) && oldPorts.some((port) => !ports.includes(port));
    if (isTakingOver && !written) {
      written = Promise.all(running.map(({ call }) => call.write('a line\n')));
    }
  }
  await Promise.all([updated, written]);
  expect(missed).toBeLessThanOrEqual(REPLICAS);
  expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome)))).toEqual(
    new Set([JSON.stringify({ type: 'exited', code: 0 })]),
  );
  for (const { ended } of running) {
    expect(await ended).toEqual({ text: 'got a line\n', outcome: { type: 'exited', code: 0 } });
  }
  await expect.poll(() => balancer.ports.length, { timeout: 30_000 }).toBe(REPLICAS);
}, 120_000);

test('a replica that is killed fails its own runs and no others, and the next one sweeps its sandboxes', async () => {
  const running = Array.from({ length: REPLICAS }, () => start('read line; echo "got $line"; sleep 0', 'interactive'));
  const homes = (await Promise.all(running.map(({ runId }) => runId))).map(replicaOf);
  const [victim] = await daemon.docker.listContainers({ filters: { name: [homes[0] ?? ''] } });
  const killed = daemon.docker.getContainer(victim?.Id ?? '');
  const left = async () => {
    const label = [`${CONTAINER_LABEL}=${victim?.Id}`];
    return (await daemon.docker.listContainers({ all: true, filters: { label } })).length;
  };
  // One that its engine has created and not started yet, which would stay for ever.
  const Labels = { [OWNER_LABEL]: 'of the victim', [CONTAINER_LABEL]: victim?.Id ?? '' };
  await daemon.docker.createContainer({ Image: 'runyard/bash:debian', Cmd: ['true'], Labels });
  const failed = expect(running[0]?.ended).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
  await killed.kill({ signal: 'SIGKILL' });
  await failed;
  for (const { call, ended } of running.slice(1)) {
    await call.write('a line\n');
    expect(await ended).toEqual({ text: 'got a line\n', outcome: { type: 'exited', code: 0 } });
  }
  await expect.poll(() => balancer.ports.length, { timeout: 30_000 }).toBe(REPLICAS);
  await expect.poll(left, { timeout: 30_000 }).toBe(0);
}, 90_000);
