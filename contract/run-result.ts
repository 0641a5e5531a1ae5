/** A whole run in one answer, for who does not follow its events. */
import { z } from 'zod';
import { Diagnostic, RunMetrics, RunOutcome, StreamName } from './run';

export const RunResult = z.object({
  runId: z.string().describe('Null where it ended before its program had started.').nullable(),
  outcome: RunOutcome,
  metrics: RunMetrics,
  stdout: z.string(),
  stderr: z.string(),
  stdoutBase64: z.string().optional().describe('`stdout` as bytes: of a `binary` run, where they are no UTF-8.'),
  stderrBase64: z.string().optional().describe('`stderr` as bytes: of a `binary` run, where they are no UTF-8.'),
  truncated: z
    .array(z.object({ stream: StreamName, droppedBytes: z.number() }))
    .describe('What was printed and is not here.'),
  diagnostics: z.array(Diagnostic).describe('Problems that compiler or runtime reported, with their places.'),
  unsupported: z.array(z.string()).describe('What the program wanted and the engine cannot give: one sentence each.'),
});
export type RunResult = z.infer<typeof RunResult>;
