/** A Runyard of this process's own, for a machine where none is served: it lives for one run. */
import { type DoctorReport, type RunOutcome, RunRequest, type RunRequestInput, RunyardError } from '../../../contract';
import { composeRuns, type RunEngine } from '../../compose-runs';
import type { Config } from '../../config/config';
import { loadConfig } from '../../config/load-config';
import type { HeadStart } from '../../docker/head-start';
import { findPlaces } from '../places';
import type { Circumstances, EarlierRuns } from './earlier-run';
import type { RunDoor } from './run-door';

/**
 * Nothing is kept ready: no second run will come.
 * @param earlier where this run is remembered
 * @param headStart has begun for its circumstances; it is disposed of with the door, or where this throws
 * @param found by a look for a daemon just now; null where there was none
 */
export async function openEngineDoor(
  earlier: EarlierRuns,
  headStart: HeadStart,
  found: DoctorReport | null,
): Promise<RunDoor> {
  let engine: RunEngine;
  let config: Config;
  try {
    config = loadConfig({ environment: earlier.circumstances.environment }).config;
    engine = await compose(config, earlier.circumstances, headStart, found);
  } catch (error) {
    await headStart[Symbol.asyncDispose]();
    throw error;
  }
  let provider: string | null = null;
  let ending: RunOutcome['type'] | null = null;
  let limits: 'usual' | 'asked' = 'usual';
  return {
    async findFileName(language) {
      const wanted = language.toLowerCase();
      const { specs } = engine.specs.list();
      return specs.find(({ id, aliases }) => id === wanted || aliases.includes(wanted))?.file ?? 'main.txt';
    },
    async *run(request, signal) {
      limits = request.limits ? 'asked' : 'usual';
      for await (const event of engine.runs.run(check(request), { signal })) {
        if (event.type === 'started') provider = event.provider;
        if (event.type === 'finished') ending = event.outcome.type;
        yield event;
      }
    },
    write: (runId, text) => engine.runs.write(runId, text),
    closeStdin: async (runId) => engine.runs.closeStdin(runId),
    async [Symbol.asyncDispose]() {
      if (provider !== null && limits === 'usual') await learn(engine, config, headStart, earlier);
      await headStart[Symbol.asyncDispose]();
      const gone = engine[Symbol.asyncDispose]();
      // A container whose program has ended ends by itself, and the daemon removes it: nobody need wait for that.
      if (provider === 'docker' && ending === 'exited') void Promise.resolve(gone).catch(() => {});
      else await gone;
    },
  };
}

function compose(
  config: Config,
  { dataDir, specsDir }: Circumstances,
  headStart: HeadStart,
  found: DoctorReport | null,
): Promise<RunEngine> {
  const { embeddedDir } = findPlaces();
  const options = { specsDir, embeddedDir, dataDir, headStart, found, watchDocker: null, firstLook: 'now' } as const;
  return composeRuns({ ...options, config: { ...config, warmSandboxes: 0 } });
}

/** Languages that come from elsewhere may change without a sign. */
async function learn(
  { specs }: RunEngine,
  config: Config,
  { right: guess }: HeadStart,
  earlier: EarlierRuns,
): Promise<void> {
  const { dockerHost, dockerCertPath, dockerRuntime, dockerWithoutLimits, limits, maxLimits } = config;
  const spec = { ...specs.find(earlier.circumstances.language), examples: [] };
  const kept = { dockerHost, dockerCertPath, dockerRuntime, dockerWithoutLimits, limits, maxLimits };
  const run = guess && config.specSources.length === 0 ? { guess, spec, config: kept } : null;
  await earlier.remember(run);
}

function check(request: RunRequestInput): RunRequest {
  const parsed = RunRequest.safeParse(request);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RunyardError('BAD_REQUEST', {
    message: `${issue?.path.join('.') ?? 'The request'}: ${issue?.message ?? 'not valid'}.`,
    remedy: 'Correct it and try again.',
  });
}
