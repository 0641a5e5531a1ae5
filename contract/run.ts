/**
 * What one run is: the request that starts it, the events that it sends, how it ended and what it cost.
 *
 * A program's failure is a value (`RunOutcome`); a failure of ours is a `RunyardError`.
 */
import { z } from 'zod';
import { LineMap } from './line-map';

/** Which of the program's two streams some output belongs to. */
export const StreamName = z.enum(['stdout', 'stderr']);
export type StreamName = z.infer<typeof StreamName>;

/** Compile and run are timed and limited apart. */
export const PhaseName = z.enum(['compile', 'run']);
export type PhaseName = z.infer<typeof PhaseName>;

/**
 * What one run may use. Times are wall-clock milliseconds, sizes are bytes.
 * A spec states its defaults, a request may change them, the config bounds both.
 */
export const Limits = z.object({
  compileTimeoutMs: z.number().int().min(100).describe('How long compiling may take.'),
  runTimeoutMs: z.number().int().min(100).describe('How long the program may run.'),
  memoryBytes: z
    .number()
    .int()
    .min(16 * 1024 * 1024)
    .describe('Memory of all that the run holds.'),
  processes: z.number().int().min(8).describe('Processes and threads alive at once.'),
  outputBytes: z.number().int().min(1024).describe('Bytes of stdout and stderr together, all phases.'),
  cpus: z.number().min(0.1).describe('Processor share: 1.5 is one and a half cores.'),
});
export type Limits = z.infer<typeof Limits>;

/** What a request changes of them. */
export const RunLimits = Limits.partial().strict();
export type RunLimits = z.infer<typeof RunLimits>;

/** One source file. `path` is relative with `/`; no absolute path, no `..`, no NUL. */
export const SourceFile = z.object({
  path: z.string().describe('Relative, with slashes: `src/main.py`.'),
  content: z.string(),
});
export type SourceFile = z.infer<typeof SourceFile>;

/** An engine that runs programs; `auto` takes Docker where it can run the program now, and the embedded one otherwise. */
export const ProviderChoice = z.enum(['auto', 'docker', 'embedded']);
export type ProviderChoice = z.infer<typeof ProviderChoice>;

/** What an engine may be unable to give a program. */
export const UnsupportedFeature = z.enum(['threads', 'subprocesses', 'sockets', 'package']);
export type UnsupportedFeature = z.infer<typeof UnsupportedFeature>;

/** Whether a program runs in a terminal of its own, or with plain streams. */
export const TerminalMode = z.enum(['off', 'on']);
export type TerminalMode = z.infer<typeof TerminalMode>;

/** In characters. The bounds are far beyond any screen, and keep a terminal's memory small. */
export const TerminalSize = z.object({
  columns: z.number().int().min(1).max(1000),
  rows: z.number().int().min(1).max(500),
});
export type TerminalSize = z.infer<typeof TerminalSize>;

/** What a program's stdin is given: text, or the bytes of what is no text in UTF-8. */
export const StdinData = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ base64: z.base64().describe('Bytes, in place of `text`.') }),
]);
export type StdinData = z.infer<typeof StdinData>;

/** A field that it does not know is refused: a limit that is misspelt must not be no limit. */
export const RunRequest = z.strictObject({
  spec: z.string().min(1).describe("A language's id or one of its aliases."),
  files: z.array(SourceFile.strict()).min(1).describe('The program.'),
  entry: z
    .string()
    .optional()
    .describe("The file to start; by default the language's own file name, or else the first file."),
  inline: z
    .boolean()
    .default(false)
    .describe("The entry is code without boilerplate, which the language's template is put around."),
  args: z.array(z.string()).default([]).describe('Arguments of the program.'),
  env: z.record(z.string(), z.string()).default({}).describe('Environment variables of the program.'),
  stdin: z
    .union([...StdinData.options, z.literal('interactive')])
    .default({ text: '' })
    .describe('All of stdin, as a text or as bytes; or `interactive`: it stays open and more is sent to it.'),
  limits: RunLimits.optional().describe("By default those of the language and of the server's config."),
  terminal: TerminalSize.optional().describe(
    'Gives the program a terminal of this size. Its stdin is then `interactive`, what it prints comes as `stdout` ' +
      'only, and it may run for an hour where no limit is asked for, because it waits for a person.',
  ),
  binary: z
    .boolean()
    .default(false)
    .describe(
      'Whether output that is no UTF-8 comes as bytes too: in the `base64` of its `output` events, in the ' +
        '`stdoutBase64` and `stderrBase64` of one answer. A text has U+FFFD there.',
    ),
  network: z.boolean().default(false).describe('Whether the program may reach the network.'),
  provider: ProviderChoice.optional().describe('The engine that runs it. By default what the config says.'),
  purpose: z
    .enum(['run', 'format'])
    .default('run')
    .describe(
      "`format`: the language's format command alone is run, in Docker, with the entry's text as its stdin; its stdout " +
        'is the formatted text if it exits with 0. `inline`, `args`, `stdin` and `terminal` are not for it.',
    ),
  priority: z
    .enum(['interactive', 'batch'])
    .default('interactive')
    .describe('A person waits for an `interactive` run; a `batch` never delays one.'),
});
export type RunRequest = z.infer<typeof RunRequest>;
/** The request as a caller writes it, before the defaults. */
export type RunRequestInput = z.input<typeof RunRequest>;

/** How a run ended. One union; the first cause wins. */
export const RunOutcome = z.discriminatedUnion('type', [
  z.object({ type: z.literal('exited'), code: z.number().int() }),
  z.object({ type: z.literal('signaled'), signal: z.string() }).describe('A signal ended it, such as `SIGSEGV`.'),
  z.object({ type: z.literal('stopped'), by: z.enum(['user', 'shutdown']) }),
  z.object({ type: z.literal('timedOut'), phase: PhaseName, limitMs: z.number() }),
  z.object({ type: z.literal('outOfMemory'), limitBytes: z.number() }),
  z.object({ type: z.literal('outputLimit'), limitBytes: z.number() }).describe('It printed more than it may.'),
  z
    .object({ type: z.literal('processLimit'), limit: z.number().int() })
    .describe('It failed after the kernel had refused it a process or thread over the limit.'),
  z.object({ type: z.literal('compileFailed'), code: z.number().int() }),
  z
    .object({ type: z.literal('lost'), reason: z.string() })
    .describe('The sandbox went away under the run: the daemon died, or the container was removed.'),
]);
export type RunOutcome = z.infer<typeof RunOutcome>;

/** What a run cost. `null` where it was not reached or cannot be known. */
export const RunMetrics = z.object({
  queuedMs: z.number(),
  startupMs: z.number().describe('From leaving the queue to the first phase starting.'),
  firstOutputMs: z.number().nullable().describe('From leaving the queue to the first byte of output.'),
  compileMs: z.number().nullable(),
  runMs: z.number().nullable(),
  cpuMs: z.number().nullable().describe('User and system time of all phases.'),
  peakMemoryBytes: z.number().nullable(),
  outputBytes: z.number().describe('Bytes that the program printed and the consumer was given.'),
});
export type RunMetrics = z.infer<typeof RunMetrics>;

/** One thing that a compiler or runtime said about a place in the source; lines and columns count from 1. */
export const Diagnostic = z.object({
  file: z.string(),
  line: z.number().int(),
  column: z.number().int().optional(),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
});
export type Diagnostic = z.infer<typeof Diagnostic>;

/**
 * In order: `queued`*, `preparing`*, `started`, then `phase`, `output`, `inputNeeded`, `unsupported`, `truncated` and `diagnostics` as they happen, `finished` last.
 * Output events carry at most 64 KiB each and never split a character.
 */
export const RunEvent = z.discriminatedUnion('type', [
  z
    .object({ type: z.literal('queued'), position: z.number().int() })
    .describe('It waits for its turn; `position` 1 is next.'),
  z
    .object({ type: z.literal('preparing'), message: z.string() })
    .describe("What takes long before the run can start, in one sentence: a runtime's first use."),
  z.object({
    type: z.literal('started'),
    runId: z.string().describe('By which it is stopped and sent input.'),
    provider: z.string().describe('The engine that runs it: `docker`, `embedded`.'),
    warm: z.boolean().describe('Whether a sandbox was waiting for it.'),
    lineMap: LineMap.optional().describe(
      "Where the entry was wrapped: the program's own words name lines of what ran, `diagnostics` those of the person's.",
    ),
  }),
  z.object({ type: z.literal('phase'), phase: PhaseName }),
  z.object({
    type: z.literal('output'),
    stream: StreamName,
    text: z.string(),
    base64: z.string().optional().describe('The same as bytes: of a `binary` run, where they are no UTF-8.'),
  }),
  z
    .object({ type: z.literal('inputNeeded') })
    .describe('The program waits for stdin, and there is none left to read. Not every engine can tell.'),
  z
    .object({ type: z.literal('unsupported'), feature: UnsupportedFeature, message: z.string() })
    .describe(
      'The program wanted what this engine cannot give; once a feature. `message`: one sentence with the remedy.',
    ),
  z
    .object({ type: z.literal('truncated'), stream: StreamName, droppedBytes: z.number() })
    .describe('Output past the limit was dropped.'),
  z.object({ type: z.literal('diagnostics'), items: z.array(Diagnostic) }),
  z.object({ type: z.literal('finished'), outcome: RunOutcome, metrics: RunMetrics }),
]);
export type RunEvent = z.infer<typeof RunEvent>;

/**
 * Characters (UTF-16 units) of output that a consumer may leave unacknowledged before the engine stops reading
 * the program. A stream over a port or a socket has no backpressure of its own, so this is it.
 */
export const UNACKNOWLEDGED_LIMIT = 1024 * 1024;
