/** A Runyard of this process's own, for a machine where none is served: it lives for one run. */
import { type RunOutcome, RunRequest, type RunRequestInput, RunyardError } from '../../../contract';
import { composeRuns } from '../../compose-runs';
import { resolveDataDir } from '../../config/data-dir';
import { loadConfig } from '../../config/load-config';
import { findPlaces } from '../places';
import type { RunDoor } from './run-door';

/** Nothing is kept ready: no second run will come. */
export async function openEngineDoor(): Promise<RunDoor> {
  const { config } = loadConfig({ environment: process.env });
  const { specsDir, embeddedDir } = findPlaces();
  const engine = await composeRuns({
    specsDir,
    embeddedDir,
    config: { ...config, warmSandboxes: 0 },
    dataDir: resolveDataDir(process.env),
    watchDocker: null,
    firstLook: 'now',
  });
  let provider: string | null = null;
  let ending: RunOutcome['type'] | null = null;
  return {
    async findFileName(language) {
      const wanted = language.toLowerCase();
      const { specs } = engine.specs.list();
      return specs.find(({ id, aliases }) => id === wanted || aliases.includes(wanted))?.file ?? 'main.txt';
    },
    async *run(request, signal) {
      for await (const event of engine.runs.run(check(request), { signal })) {
        if (event.type === 'started') provider = event.provider;
        if (event.type === 'finished') ending = event.outcome.type;
        yield event;
      }
    },
    write: (runId, text) => engine.runs.write(runId, text),
    closeStdin: async (runId) => engine.runs.closeStdin(runId),
    async [Symbol.asyncDispose]() {
      const gone = engine[Symbol.asyncDispose]();
      // A container whose program has ended ends by itself, and the daemon removes it: nobody need wait for that.
      if (provider === 'docker' && ending === 'exited') void Promise.resolve(gone).catch(() => {});
      else await gone;
    },
  };
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
