/** Builds the engine once for every door: which room gets which. */
import { homedir } from 'node:os';
import type { Engine } from './api/engine';
import type { Config } from './config/config';
import { DockerConnection } from './docker/docker-connection';
import { DockerProvider } from './docker/docker-provider';
import { listEndpoints } from './docker/endpoints';
import { DockerImages } from './docker/images';
import { sweepOrphans } from './docker/sweeper';
import { createRunId } from './sandbox/namespace';
import { SandboxManager } from './sandbox/sandbox-manager';
import { SpecProvider } from './specs/spec-provider';
import { SessionStore } from './workspace/session-store';

export interface ComposeOptions {
  config: Config;
  /** Folder of the spec files. */
  specsDir: string;
  /** Folder of what is kept between starts. */
  dataDir: string;
}

export interface ComposedEngine extends Engine {
  /** In the label of each container of this engine. */
  readonly ownerId: string;
  readonly runs: SandboxManager;
}

/** Returns at once; the daemon is looked for meanwhile. Disposing ends every run and leaves no container. */
export async function composeEngine({ config, specsDir, dataDir }: ComposeOptions): Promise<ComposedEngine> {
  const ownerId = createRunId();
  const specs = new SpecProvider([specsDir]);
  await specs.load();
  const connection = new DockerConnection({
    listEndpoints: () =>
      listEndpoints({
        explicit: config.dockerHost,
        environment: process.env,
        platform: process.platform,
        home: homedir(),
      }),
    platform: process.platform,
    ownerId,
    onLink: async ({ docker }) => {
      images.invalidate();
      await sweepOrphans(docker, ownerId);
    },
    onLost: () => void provider.forget(),
  });
  const images = new DockerImages({
    connect: async () => (await connection.get()).docker,
    releaseImage: (reference) => provider.forget(reference),
  });
  const provider = new DockerProvider({
    connection,
    resolveImage: (spec) => images.resolve(spec),
    ownerId,
    warmSandboxes: config.warmSandboxes,
    warmIdleMs: config.warmIdleMs,
  });
  const runs = new SandboxManager({
    findSpec: (idOrAlias) => specs.find(idOrAlias),
    provider,
    concurrency: config.concurrency,
    queueLength: config.queueLength,
    limits: config.limits,
    maxLimits: config.maxLimits,
  });
  return {
    ownerId,
    runs,
    specs: { list: () => specs.list() },
    status: { watch: (signal) => connection.watch(signal), doctor: () => connection.doctor() },
    images: {
      list: () => images.list(specs.list().specs),
      pull: (specId, signal) => images.pull(specs.find(specId), signal),
      build: (specId, signal) => images.build(specs.find(specId), signal),
      remove: (specId) => images.remove(specs.find(specId)),
    },
    session: new SessionStore(dataDir),
    async [Symbol.asyncDispose]() {
      await runs[Symbol.asyncDispose]();
      await images[Symbol.asyncDispose]();
      await provider[Symbol.asyncDispose]();
      await connection[Symbol.asyncDispose]();
    },
  };
}
