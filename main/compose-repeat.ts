/** Builds what a run like an earlier one needs: one language, Docker alone, and no library that takes long to load. */
import { homedir } from 'node:os';
import type { DoctorReport, Spec } from '../contract';
import type { Config } from './config/config';
import { disposeRooms } from './dispose-rooms';
import { DockerConnection } from './docker/docker-connection';
import { DockerProvider } from './docker/docker-provider';
import { type Endpoint, listEndpoints } from './docker/endpoints';
import type { HeadStart } from './docker/head-start';
import { findImage, type ResolvedImage } from './docker/image-finder';
import { ImageInventory } from './docker/image-inventory';
import type { OpenedDocker } from './docker/open-docker';
import { SocketDocker } from './docker/socket-docker';
import { sweepOrphans } from './docker/sweeper';
import { SandboxManager } from './sandbox/sandbox-manager';

/** What a run hangs on of the config; nothing of it is secret. */
export type RunConfig = Pick<
  Config,
  'dockerHost' | 'dockerCertPath' | 'dockerRuntime' | 'dockerWithoutLimits' | 'limits' | 'maxLimits'
>;

export interface RepeatEngine extends AsyncDisposable {
  readonly runs: SandboxManager;
  /** What was found where a daemon is there but does not answer, which takes long to find; otherwise null. */
  readonly unanswered: DoctorReport | null;
}

/** A run throws where the whole engine is wanted: there is no such daemon or image, or it is reached in another way. */
export function composeRepeat(spec: Spec, config: RunConfig, headStart: HeadStart): RepeatEngine {
  const { ownerId } = headStart;
  const connection = new DockerConnection({
    listEndpoints: () =>
      listEndpoints({
        explicit: config.dockerHost,
        certPath: config.dockerCertPath,
        environment: process.env,
        platform: process.platform,
        home: homedir(),
      }),
    findRuntime: () => config.dockerRuntime,
    withoutLimits: config.dockerWithoutLimits,
    platform: process.platform,
    ownerId,
    onLink: async ({ docker }) => void sweepOrphans(docker, ownerId).catch(() => {}),
    onLost: () => {},
    open: openSocket,
  });
  const inventory = new ImageInventory(async () => (await connection.get()).docker);
  const docker = new DockerProvider({
    connection,
    resolveImage: async () => requireImage(await findImage(inventory, spec)),
    ownerId,
    warmSandboxes: 0,
    warmIdleMs: 0,
    headStart,
  });
  const runs = new SandboxManager({
    findSpec: () => spec,
    chooseProvider: async (plan) => {
      const refusal = await docker.check(plan);
      if (refusal) throw refusal;
      return docker;
    },
    concurrency: 2,
    queueLength: 0,
    limits: config.limits,
    maxLimits: config.maxLimits,
  });
  void connection.get().catch(() => {});
  return {
    runs,
    get unanswered() {
      const { state, doctor: report } = connection.status;
      const isFrozen = report.attempts.some(({ result }) => result === 'timedOut');
      return state === 'unavailable' && isFrozen ? report : null;
    },
    [Symbol.asyncDispose]: async () => {
      inventory[Symbol.dispose]();
      await disposeRooms([runs, docker, connection]);
    },
  };
}

/** One that comes first and is reached in another way may be the one. */
async function openSocket({ address, options, ssh }: Endpoint): Promise<OpenedDocker<SocketDocker>> {
  const path = options?.socketPath;
  if (path === undefined || ssh) throw new Error(`${address} is no socket.`);
  return { docker: new SocketDocker(path), [Symbol.dispose]: () => {} };
}

function requireImage(image: ResolvedImage | null): ResolvedImage {
  if (!image) throw new Error('The image is gone.');
  return image;
}
