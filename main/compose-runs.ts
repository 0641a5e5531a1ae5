/** Builds what runs programs: all of the engine that a single run needs. */
import { homedir } from 'node:os';
import type { DoctorReport } from '../contract';
import type { Config } from './config/config';
import { disposeRooms } from './dispose-rooms';
import { DaemonChoice, type DaemonChoiceOptions } from './docker/daemon-choice';
import { DockerConnection } from './docker/docker-connection';
import { DockerProvider } from './docker/docker-provider';
import { listEndpoints } from './docker/endpoints';
import type { HeadStart } from './docker/head-start';
import { DockerImages } from './docker/images';
import { openDocker } from './docker/open-docker';
import { sweepOrphans } from './docker/sweeper';
import { composeEmbedded, type Embedded } from './embedded/compose-embedded';
import { createRunId } from './sandbox/namespace';
import { chooseProvider } from './sandbox/provider-choice';
import { SandboxManager } from './sandbox/sandbox-manager';
import { composeSpecs, type SpecOptions } from './specs/compose-specs';
import type { SpecProvider } from './specs/spec-provider';
import { writeAtomic } from './workspace/atomic-file';
import { LastRuns } from './workspace/last-runs';

export interface ComposeRunsOptions {
  config: Config;
  /** Folder of the spec files. */
  specsDir: string;
  /** Folder of the built runtimes of the embedded engine. */
  embeddedDir: string;
  /** Folder of what is kept between starts. */
  dataDir: string;
  /** The daemon and the runtime that the person's settings name; null where they are not for the engine. */
  watchDocker: DaemonChoiceOptions['watch'];
  /** When a daemon is first looked for: `soon` leaves the start to the window, `now` is for a run that comes at once. */
  firstLook: 'soon' | 'now';
  /** What a look for a daemon found just now, so that a run that comes at once is told that; by default none was had. */
  found?: DoctorReport | null;
  /** Not disposed of with the engine. */
  headStart?: HeadStart;
}

export interface RunEngine extends AsyncDisposable {
  /** In the label of each container of this engine. */
  readonly ownerId: string;
  readonly specs: SpecProvider;
  readonly connection: DockerConnection;
  readonly images: DockerImages;
  readonly embedded: Embedded;
  readonly lastRuns: LastRuns;
  readonly runs: SandboxManager;
}

/** Settles when the specs are read; the daemon is looked for meanwhile. Disposing ends every run and leaves no container. */
export async function composeRuns(options: ComposeRunsOptions): Promise<RunEngine> {
  const { config, specsDir, embeddedDir, dataDir, watchDocker, firstLook, found = null, headStart } = options;
  const ownerId = headStart?.ownerId ?? createRunId();
  const choice = await DaemonChoice.open({ config, watch: watchDocker, onChange: () => void connection.relink() });
  const connection = new DockerConnection({
    listEndpoints: () =>
      listEndpoints({
        explicit: choice.host.address,
        explicitSource: choice.host.source,
        certPath: config.dockerCertPath,
        environment: process.env,
        platform: process.platform,
        home: homedir(),
      }),
    findRuntime: () => choice.runtime,
    withoutLimits: config.dockerWithoutLimits,
    platform: process.platform,
    ownerId,
    onLink: async ({ docker }) => {
      images.invalidate();
      await sweepOrphans(docker, ownerId);
    },
    onLost: () => void docker.forget(),
    open: openDocker,
    found,
  });
  const images = new DockerImages({
    connect: async () => (await connection.get()).docker,
    releaseImage: (reference) => docker.forget(reference),
  });
  const docker = new DockerProvider({
    connection,
    resolveImage: (spec) => images.resolve(spec),
    ownerId,
    warmSandboxes: config.warmSandboxes,
    warmIdleMs: config.warmIdleMs,
    headStart,
  });
  if (firstLook === 'now') void connection.get().catch(() => {});
  const specs = await startSpecs({ config, specsDir, dataDir, writeFile: writePrivate }).catch(async (error) => {
    await disposeRooms([choice, images, docker, connection]);
    throw error;
  });
  const embedded = composeEmbedded({ config, embeddedDir, dataDir });
  const lastRuns = new LastRuns({ dataDir, now: Date.now });
  const runs = new SandboxManager({
    findSpec: (idOrAlias) => specs.find(idOrAlias),
    chooseProvider: (plan, asked = config.provider) => chooseProvider([docker, embedded.provider], plan, asked),
    noteRun: (spec, provider) => lastRuns.note(spec.id, provider.id),
    concurrency: config.concurrency,
    queueLength: config.queueLength,
    limits: config.limits,
    maxLimits: config.maxLimits,
    replica: config.server.replica,
  });
  return {
    ownerId,
    specs,
    connection,
    images,
    embedded,
    lastRuns,
    runs,
    [Symbol.asyncDispose]: () => disposeRooms([choice, runs, lastRuns, images, [docker, embedded], connection, specs]),
  };
}

async function startSpecs(options: SpecOptions): Promise<SpecProvider> {
  const specs = composeSpecs(options);
  try {
    await specs.start();
    return specs;
  } catch (error) {
    await disposeRooms([specs]);
    throw error;
  }
}

/** A file that is for its owner alone. */
export function writePrivate(file: string, text: string): ReturnType<typeof writeAtomic> {
  return writeAtomic(file, text, { access: 'private' });
}
