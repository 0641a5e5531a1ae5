/** Answers that a person sends faster than the program asks, each a message of its own. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedRuns, openEmbedded } from '../testing/embedded-runs';

/** More than the engine takes ahead of the program. */
const ANSWERS = Array.from({ length: 10_000 }, (_, index) => `answer number ${index} of many`);

let runs: EmbeddedRuns;
beforeAll(async () => {
  runs = await openEmbedded();
});
afterAll(() => runs?.[Symbol.asyncDispose]());

/** Each says that it is there, and then gives every line back. */
const programs = {
  python: 'import sys\nprint("ready")\nfor line in sys.stdin: print(line, end="")',
  javascript:
    'console.log("ready");\nrequire("readline").createInterface({ input: process.stdin }).on("line", (line) => console.log(line));',
  lua: 'print("ready")\nfor line in io.lines() do print(line) end',
  ruby: 'puts "ready"\nwhile (line = gets); puts line; end',
};

test.each(Object.entries(programs))('%s gets all of them, in order, and then the end', async (spec, code) => {
  let runId = '';
  const sent: Promise<void>[] = [];
  const onEvent: NonNullable<Parameters<EmbeddedRuns['run']>[3]>['onEvent'] = (event) => {
    if (event.type === 'started') runId = event.runId;
    if (event.type !== 'output' || sent.length > 0) return;
    sent.push(...ANSWERS.map((answer) => runs.engine.runs.write(runId, `${answer}\n`)));
    runs.engine.runs.closeStdin(runId);
  };
  const request = { stdin: 'interactive', limits: { outputBytes: 4 * 1024 * 1024 } } as const;
  const { stdout, outcome } = await runs.run(spec, code, request, { onEvent });
  expect(outcome).toEqual({ type: 'exited', code: 0 });
  expect(stdout.split('\n')).toEqual(['ready', ...ANSWERS, '']);
  await Promise.all(sent);
});
