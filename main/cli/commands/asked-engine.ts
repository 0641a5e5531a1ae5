/** The Runyard that a command asks: the one that was named, the one that is served here, or one of its own. */

import type { RunyardClient } from '../../../client/client';
import { createClient } from '../../../client/node';
import { RunyardError, type Spec } from '../../../contract';
import { composeEngine } from '../../compose';
import { resolveDataDir } from '../../config/data-dir';
import { findDoor } from '../../config/door-file';
import { loadConfig } from '../../config/load-config';
import { resolveWorkspaceDir } from '../../config/workspace-dir';
import { findPlaces } from '../places';

export interface EngineChoice {
  /** Address of a Runyard elsewhere; also `RUNYARD_SERVER`, with its token in `RUNYARD_TOKEN`. */
  server?: string;
}

export interface AskedEngine extends AsyncDisposable {
  /** Where it is served; null for one of this process's own. */
  readonly origin: string | null;
  readonly client: {
    prepare: RunyardClient['prepare'];
    specs: Pick<RunyardClient['specs'], 'list'>;
    schedule: RunyardClient['schedule'];
    images: RunyardClient['images'];
    runtimes: Pick<RunyardClient['runtimes'], 'list'>;
    engine: Pick<RunyardClient['engine'], 'doctor'>;
  };
}

/** @throws RunyardError `CONFIG_INVALID`; `CONNECTION_LOST`, `BAD_REQUEST` and what it refuses by for one that was named */
export async function askEngine(
  { server }: EngineChoice,
  environment: Record<string, string | undefined> = process.env,
): Promise<AskedEngine> {
  const named = server ?? environment.RUNYARD_SERVER;
  if (named) return askServer(named, environment.RUNYARD_TOKEN);
  // What the configuration says here is not what the one that is served was started with.
  const served = environment.RUNYARD_CONFIG ? null : findDoor(resolveDataDir(environment));
  if (!served) return openOwn(environment);
  const asked = askServer(served.origin, served.token);
  try {
    await asked.client.schedule.list();
    return asked;
  } catch (error) {
    await asked[Symbol.asyncDispose]();
    // It was killed, or another program has its port now.
    if (error instanceof RunyardError) return openOwn(environment);
    throw error;
  }
}

/**
 * @param name an id or an alias
 * @throws RunyardError `SPEC_UNKNOWN`, naming what may have been meant
 */
export async function findSpec({ client }: AskedEngine, specs: readonly Spec[], name: string): Promise<Spec> {
  const wanted = name.toLowerCase();
  const spec = specs.find(({ id, aliases }) => id === wanted || aliases.includes(wanted));
  if (spec) return spec;
  await client.prepare(name);
  throw new RunyardError('SPEC_UNKNOWN', {
    message: `There is no language "${name}".`,
    remedy: '`runyard specs list` shows those that there are.',
  });
}

function askServer(url: string, token: string | undefined): AskedEngine {
  const client = createClient({ url, token });
  return { origin: new URL(url).origin, client, [Symbol.asyncDispose]: async () => client.close() };
}

async function openOwn(environment: Record<string, string | undefined>): Promise<AskedEngine> {
  const { config } = loadConfig({ environment });
  const { specsDir, embeddedDir } = findPlaces();
  const engine = await composeEngine({
    specsDir,
    embeddedDir,
    config: { ...config, warmSandboxes: 0 },
    dataDir: resolveDataDir(environment),
    workspaceDir: resolveWorkspaceDir(environment),
    schedule: 'off',
  });
  const never = new AbortController().signal;
  return {
    origin: null,
    client: {
      prepare: async (spec) => engine.runs.prepare(spec),
      specs: { list: async () => engine.specs.list() },
      schedule: engine.schedule,
      images: {
        ...engine.images,
        pull: (specId, { signal = never } = {}) => engine.images.pull(specId, signal),
        build: (specId, { signal = never, when = 'changed' } = {}) => engine.images.build(specId, signal, when),
      },
      runtimes: { list: () => engine.runtimes.list() },
      engine: { doctor: () => engine.status.doctor() },
    },
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}
