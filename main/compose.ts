/** Builds the engine once for every door: which room gets which. */
import { homedir } from 'node:os';
import type { Engine } from './api/engine';
import type { Config } from './config/config';
import { disposeRooms } from './dispose-rooms';
import { DaemonChoice } from './docker/daemon-choice';
import { DockerConnection } from './docker/docker-connection';
import { DockerProvider } from './docker/docker-provider';
import { listEndpoints } from './docker/endpoints';
import { DockerImages } from './docker/images';
import { sweepOrphans } from './docker/sweeper';
import { composeEmbedded, type Embedded } from './embedded/compose-embedded';
import { createRunId } from './sandbox/namespace';
import { chooseProvider } from './sandbox/provider-choice';
import { SandboxManager } from './sandbox/sandbox-manager';
import { composeSchedule } from './schedule/compose-schedule';
import { composeSpecs } from './specs/compose-specs';
import { writeAtomic } from './workspace/atomic-file';
import { EarlierRunStore } from './workspace/earlier-run-store';
import { LastRuns } from './workspace/last-runs';
import { Openings } from './workspace/openings';
import { RecentStore } from './workspace/recent-store';
import { SettingsFile } from './workspace/settings-file';
import { TemplateStore } from './workspace/template-store';
import { Workspace } from './workspace/workspace';

export interface ComposeOptions {
  config: Config;
  /** Folder of the spec files. */
  specsDir: string;
  /** Folder of the built runtimes of the embedded engine. */
  embeddedDir: string;
  /** Folder of what is kept between starts. */
  dataDir: string;
  /** Folder of the scratches. */
  workspaceDir: string;
  /** `off` for a process that lives for one task: it tells what is scheduled, and leaves it to others. */
  schedule?: 'on' | 'off';
  /** Whether the engine obeys the settings of the window too: only where whoever may save them is the engine's owner. */
  settingsReach?: 'window' | 'engine';
}

export interface ComposedEngine extends Engine {
  /** In the label of each container of this engine. */
  readonly ownerId: string;
  readonly runs: SandboxManager;
  readonly embedded: Embedded;
}

/** Returns at once; the daemon is looked for meanwhile. Disposing ends every run and leaves no container. */
export async function composeEngine({
  config,
  specsDir,
  embeddedDir,
  dataDir,
  workspaceDir,
  schedule = 'on',
  settingsReach = 'window',
}: ComposeOptions): Promise<ComposedEngine> {
  const ownerId = createRunId();
  const writeFile = (file: string, text: string) => writeAtomic(file, text, { access: 'private' });
  const specs = composeSpecs({ config, specsDir, dataDir, writeFile });
  const scheduler = composeSchedule({
    config,
    dataDir,
    writeFile,
    specs,
    images: {
      list: () => images.list(specs.list().specs),
      pull: (specId, signal) => images.pull(specs.find(specId), signal),
      rebuild: (specId, signal) => images.build(specs.find(specId), signal, 'always'),
    },
  });
  await specs.start();
  const settings = new SettingsFile({ dataDir });
  const watchDocker = async function* (signal: AbortSignal) {
    for await (const loaded of settings.watch(signal)) yield loaded.settings.docker;
  };
  const choice = await DaemonChoice.open({
    config,
    watch: settingsReach === 'engine' ? watchDocker : null,
    onChange: () => void connection.relink(),
  });
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
  const workspace = new Workspace({
    dataDir,
    folder: workspaceDir,
    findLanguage: (ending) => {
      const spec = ending === '' ? undefined : specs.list().specs.find(({ file }) => file.endsWith(ending));
      return spec ? { specId: spec.id, file: spec.file } : null;
    },
  });
  const recents = new RecentStore(dataDir);
  if (schedule === 'on') scheduler.start();
  return {
    ownerId,
    runs,
    specs: {
      list: () => specs.list(),
      watch: (signal) => specs.watch(signal),
      reload: (signal) => specs.reload(signal),
      lastRuns: () => lastRuns.list(),
    },
    schedule: scheduler,
    status: { watch: (signal) => connection.watch(signal), doctor: () => connection.doctor() },
    images: {
      list: () => images.list(specs.list().specs),
      pull: (specId, signal) => images.pull(specs.find(specId), signal),
      build: (specId, signal, when) => images.build(specs.find(specId), signal, when),
      remove: (specId) => images.remove(specs.find(specId)),
      usage: () => images.usage(specs.list().specs),
    },
    embedded,
    runtimes: embedded.runtimes,
    workspace,
    settings,
    templates: new TemplateStore(dataDir),
    recents,
    openings: new Openings(recents),
    earlierRuns: new EarlierRunStore(dataDir),
    [Symbol.asyncDispose]() {
      const before = [scheduler, workspace, choice, settings, runs, lastRuns, images];
      return disposeRooms([...before, [docker, embedded], connection, specs]);
    },
  };
}
