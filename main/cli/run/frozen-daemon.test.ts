import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Spec } from '../../../contract';
import { Config } from '../../config/config';
import type { ContainerPlan } from '../../docker/container-options';
import { findPlaces } from '../places';
import { EarlierRuns } from './earlier-run';
import { openOwnDoor } from './own-door';

const limits = {
  ...{ compileTimeoutMs: 1000, runTimeoutMs: 1000, memoryBytes: 64 * 1024 * 1024 },
  ...{ processes: 16, outputBytes: 1024, cpus: 1 },
};
const plan: ContainerPlan = {
  ...{ image: 'a:1', localhost: 'hosts', limits, network: false, terminal: 'off', availableCpus: 1, runtime: '' },
  ...{ engine: 'docker', held: { memory: true, processes: true, cpus: true } },
};

test('a daemon that accepts and never answers is waited for once', { timeout: 30_000 }, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'runyard-frozen-'));
  const socketPath = join(dataDir, 'docker.sock');
  const sockets: Socket[] = [];
  const daemon = createServer((socket) => sockets.push(socket));
  await new Promise<void>((resolve) => daemon.listen(socketPath, resolve));
  const environment = { RUNYARD_DATA_DIR: dataDir, RUNYARD_DOCKER_HOST: `unix://${socketPath}` };
  const wants = { language: 'bash', network: false, provider: 'docker' } as const;
  const { specsDir } = findPlaces();
  const spec = Spec.parse({ id: 'bash', title: 'Bash', file: 'main.sh', image: 'a:1', run: ['bash', '{entry}'] });
  await new EarlierRuns({ dataDir, specsDir, environment, ...wants }).remember({
    guess: { socketPath, plan },
    spec,
    config: { ...Config.parse({}), dockerHost: `unix://${socketPath}` },
  });
  try {
    const door = await openOwnDoor(dataDir, environment, wants);
    const request = { provider: 'docker' as const, spec: 'bash', files: [{ path: 'main.sh', content: '' }] };
    const run = async () => {
      for await (const _ of door.run(request, new AbortController().signal));
    };
    await expect(run()).rejects.toMatchObject({
      code: 'DOCKER_UNREACHABLE',
      remedy: expect.stringContaining('it is there but does not answer'),
    });
    // The head start's question, and two of the doctor's: of one that asked anew there would be two more.
    expect(sockets).toHaveLength(3);
    await door[Symbol.asyncDispose]();
  } finally {
    for (const socket of sockets) socket.destroy();
    daemon.close();
    await rm(dataDir, { recursive: true });
  }
});
