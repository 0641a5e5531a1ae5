/** Runyard's way, through the engine that every door uses. */
import { RunRequest } from '../../contract';
import type { Engine } from '../../main/api/engine';
import { type BenchWay, checkOutput, FILE_NAME, PROGRAM, type RunSample } from './bench-way';

/** Which of the engine's two kinds of start is sampled. */
export type RunyardStart = 'warm' | 'cold';

const REQUEST: RunRequest = RunRequest.parse({ spec: 'python', files: [{ path: FILE_NAME, content: PROGRAM }] });

export class RunyardWay implements BenchWay {
  readonly name: RunyardStart;
  readonly title: string;
  /** A new sandbox takes the place of the used one meanwhile. */
  readonly settleMs = 400;
  readonly #engine: Engine;

  /** `engine`: with warm sandboxes or without, as `start` says. */
  constructor(start: RunyardStart, engine: Engine) {
    this.name = start;
    this.title = `Runyard, ${start}`;
    this.#engine = engine;
  }

  /** A first run tells the engine that the language is in use. */
  async prepare(): Promise<void> {
    await runRunyard(this.title, this.#engine, REQUEST);
  }

  async runOnce(): Promise<RunSample> {
    const { warm, ...timing } = await runRunyard(this.title, this.#engine, REQUEST);
    return this.name === 'warm' && !warm ? 'notWarm' : timing;
  }

  /** The engine belongs to whoever made it. */
  async [Symbol.asyncDispose](): Promise<void> {}
}

export interface RunyardTiming {
  firstByteMs: number;
  exitMs: number;
  warm: boolean;
}

/** @throws Error when the program did not print what it should or did not exit with 0 */
export async function runRunyard(title: string, engine: Engine, request: RunRequest): Promise<RunyardTiming> {
  const started = performance.now();
  let firstByteMs = 0;
  let exitMs = 0;
  let warm = false;
  let output = '';
  let ending = 'no event of its end';
  for await (const event of engine.runs.run(request, { signal: new AbortController().signal })) {
    if (event.type === 'started') warm = event.warm;
    if (event.type === 'output') {
      if (output === '') firstByteMs = performance.now() - started;
      output += event.text;
    }
    if (event.type === 'finished') {
      exitMs = performance.now() - started;
      const { outcome } = event;
      ending = outcome.type === 'exited' && outcome.code === 0 ? '' : JSON.stringify(outcome);
    }
  }
  if (ending !== '') throw new Error(`${title} ended with ${ending} and printed ${JSON.stringify(output)}.`);
  checkOutput(title, output);
  return { firstByteMs, exitMs, warm };
}

/** The bench's program as a run that nobody waits for, or that a person waits for. */
export function benchRequest(priority: RunRequest['priority']): RunRequest {
  return { ...REQUEST, priority };
}
