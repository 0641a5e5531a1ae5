/** What every bench stands on: a daemon, an engine made as the doors make it, and the image that it runs Python in. */
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type Docker from 'dockerode';
import type { Engine } from '../../main/api/engine';
import { type ComposedEngine, composeEngine } from '../../main/compose';
import type { Config } from '../../main/config/config';
import { readConfig } from '../../main/config/load-config';
import { examine } from '../../main/docker/doctor';
import { listEndpoints } from '../../main/docker/endpoints';

/** @throws Error with the doctor's sentence */
export async function findDocker(): Promise<Docker> {
  const explicit = readConfig(process.env).dockerHost;
  const facts = { explicit, environment: process.env, platform: process.platform, home: homedir() };
  const { report, answer } = await examine(listEndpoints(facts), process.platform);
  if (answer === null) throw new Error(`${report.summary} ${report.remedy}`);
  return answer.docker;
}

/** An engine with a data folder of its own, which goes with it. */
export interface BenchEngine extends AsyncDisposable {
  engine: ComposedEngine;
}

export async function openEngine(changes: Partial<Config>): Promise<BenchEngine> {
  const dataDir = await mkdtemp(join(tmpdir(), 'runyard-bench-data-'));
  const config: Config = { ...readConfig(process.env), provider: 'docker', ...changes };
  const engine = await composeEngine({
    config,
    specsDir: resolve('specs'),
    embeddedDir: resolve('out/embedded'),
    dataDir,
    workspaceDir: join(dataDir, 'workspace'),
  });
  return {
    engine,
    async [Symbol.asyncDispose]() {
      await engine[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** @throws Error when there is no image for Python */
export async function findPythonImage(engine: Engine): Promise<string> {
  const status = (await engine.images.list()).find((image) => image.specId === 'python');
  if (!status?.reference) throw new Error('There is no image for Python: run `npm run images -- build python` first.');
  return status.reference;
}
