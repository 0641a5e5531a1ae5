/** Builds the engine once for every door: which room gets which. */
import type { Engine } from './api/engine';
import { type ComposeRunsOptions, composeRuns, writePrivate } from './compose-runs';
import { disposeRooms } from './dispose-rooms';
import type { Embedded } from './embedded/compose-embedded';
import type { SandboxManager } from './sandbox/sandbox-manager';
import { composeSchedule } from './schedule/compose-schedule';
import { EarlierRunStore } from './workspace/earlier-run-store';
import { Openings } from './workspace/openings';
import { RecentStore } from './workspace/recent-store';
import { SettingsFile } from './workspace/settings-file';
import { TemplateStore } from './workspace/template-store';
import { Workspace } from './workspace/workspace';

export interface ComposeOptions extends Omit<ComposeRunsOptions, 'watchDocker' | 'firstLook'> {
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
  const settings = new SettingsFile({ dataDir });
  const watchDocker = async function* (signal: AbortSignal) {
    for await (const loaded of settings.watch(signal)) yield loaded.settings.docker;
  };
  const engine = await composeRuns({
    config,
    specsDir,
    embeddedDir,
    dataDir,
    watchDocker: settingsReach === 'engine' ? watchDocker : null,
    firstLook: 'soon',
  });
  const { ownerId, specs, connection, images, embedded, lastRuns, runs } = engine;
  const scheduler = composeSchedule({
    config,
    dataDir,
    writeFile: writePrivate,
    specs,
    images: {
      list: () => images.list(specs.list().specs),
      pull: (specId, signal) => images.pull(specs.find(specId), signal),
      rebuild: (specId, signal) => images.build(specs.find(specId), signal, 'always'),
    },
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
      return disposeRooms([scheduler, workspace, engine, settings]);
    },
  };
}
