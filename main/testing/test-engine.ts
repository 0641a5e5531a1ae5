/** An engine as the doors build it, over spec files of a test's own, with nothing else of this machine in it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Docker from 'dockerode';
import { type ComposedEngine, type ComposeOptions, composeEngine } from '../compose';
import { Config } from '../config/config';
import { OWNER_LABEL } from '../docker/container-options';

export interface TestEngine extends AsyncDisposable {
  engine: ComposedEngine;
  /** The engine's containers that there are, in any state. */
  countContainers(): Promise<number>;
}

export interface TestEngineOptions {
  config?: Partial<Config>;
  /** Spec files by name; by default the project's own `specs/`. */
  specs?: Record<string, string>;
  docker?: Docker;
  /** How long its containers may take to be gone: Podman removes them by processes of their own. */
  removalGraceMs?: number;
  settingsReach?: ComposeOptions['settingsReach'];
}

/** Disposing asserts that none of the engine's containers is left. */
export async function openTestEngine({
  config = {},
  specs,
  docker = new Docker(),
  removalGraceMs = 0,
  settingsReach = 'window',
}: TestEngineOptions = {}): Promise<TestEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'runyard-test-'));
  const ownSpecs = join(folder, 'languages');
  await mkdir(ownSpecs);
  for (const [name, content] of Object.entries(specs ?? {})) await writeFile(join(ownSpecs, name), content);
  const engine = await composeEngine({
    config: Config.parse(config),
    specsDir: specs ? ownSpecs : resolve('specs'),
    embeddedDir: resolve('out/embedded'),
    dataDir: folder,
    workspaceDir: join(folder, 'workspace'),
    settingsReach,
  });
  const countContainers = async () => {
    const filters = { label: [`${OWNER_LABEL}=${engine.ownerId}`] };
    return (await docker.listContainers({ all: true, filters })).length;
  };
  return {
    engine,
    countContainers,
    async [Symbol.asyncDispose]() {
      await engine[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
      const deadline = Date.now() + removalGraceMs;
      let left = await countContainers().catch(() => 0);
      for (; left > 0 && Date.now() < deadline; await delay(100)) left = await countContainers().catch(() => 0);
      if (left > 0) throw new Error(`${left} containers are left`);
    },
  };
}
