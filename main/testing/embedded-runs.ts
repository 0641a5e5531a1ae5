/** The embedded engine as the doors build it, for tests: built from source, with a data folder of its own. */
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type ComposedEngine, composeEngine } from '../compose';
import { Config } from '../config/config';
import { type RunControls, type RunInput, type RunRecord, runToEnd } from '../sandbox/provider-suite';

export interface EmbeddedRuns extends AsyncDisposable {
  engine: ComposedEngine;
  /** @param program code of the spec's entry file, or files by path, the first being the entry */
  run(
    spec: string,
    program: string | Record<string, string>,
    request?: RunInput,
    controls?: RunControls,
  ): Promise<RunRecord>;
}

export interface EmbeddedRunsOptions {
  config?: Partial<Config>;
  embeddedDir?: string;
  /** Kept where it is given; by default a folder of the test's own. */
  dataDir?: string;
}

/** Disposing ends all that runs. */
export async function openEmbedded({
  config = {},
  embeddedDir = resolve('out/embedded'),
  dataDir,
}: EmbeddedRunsOptions = {}): Promise<EmbeddedRuns> {
  const folder = dataDir ?? (await createDataDir());
  const engine = await composeEngine({
    config: Config.parse({
      provider: 'embedded',
      // A daemon that is not there: nothing of this machine's Docker has a part in it.
      dockerHost: 'unix:///nonexistent/docker.sock',
      // A busy machine must not kill what a test wants to see end by itself.
      stopGraceMs: 2000,
      ...config,
    }),
    specsDir: resolve('specs'),
    embeddedDir,
    dataDir: folder,
    workspaceDir: join(folder, 'workspace'),
  });
  const entries = new Map(engine.specs.list().specs.map(({ id, file }) => [id, file]));
  return {
    engine,
    run(spec, program, request = {}, controls = {}) {
      const files =
        typeof program === 'string'
          ? [{ path: entries.get(spec) ?? 'main', content: program }]
          : Object.entries(program).map(([path, content]) => ({ path, content }));
      return runToEnd(engine.runs, '', { spec, files, entry: files[0]?.path, ...request }, controls);
    },
    async [Symbol.asyncDispose]() {
      await engine[Symbol.asyncDispose]();
      if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Its optional packages are those of the test machine. Its snapshots are those of the build, for all tests: to make them takes longer than most tests. */
async function createDataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'runyard-embedded-'));
  const snapshots = resolve('out/test-snapshots');
  await mkdir(snapshots, { recursive: true });
  await mkdir(join(folder, 'embedded'));
  await symlink(snapshots, join(folder, 'embedded/snapshots'), 'dir');
  const packages = process.env.RUNYARD_TEST_PACKAGES;
  if (packages) await symlink(packages, join(folder, 'embedded/packages'), 'dir');
  return folder;
}
