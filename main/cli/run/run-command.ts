/** `runyard run`: a program's output on this terminal, its exit code as the command's. */
import type { RunEvent, RunRequestInput } from '../../../contract';
import { readDuration, readSize } from '../../config/units';
import { misuse, OUR_EXIT } from '../complaint';
import { complain } from '../terminal';
import { chooseDoor, isClosed } from './choose-door';
import { chooseStdin, feedStdin } from './feed-stdin';
import { describeOutcome } from './outcome-words';
import { Printer } from './printer';
import type { RunDoor } from './run-door';
import { type RunFlags, readRunFlags } from './run-flags';
import { readSource, type Source } from './source';
import { followSignals } from './stop-signals';

/** @returns the exit code */
export async function runCommand(argv: readonly string[]): Promise<number> {
  const flags = readRunFlags(argv);
  if (flags.help) {
    const { writeRunHelp } = await import('./run-help');
    process.stdout.write(writeRunHelp());
    return 0;
  }
  const source = await readSource(flags);
  const request = buildRequest(flags, source);
  const { spec: language, provider, limits } = request;
  const wants = { language, provider, limits, network: flags.network };
  const stop = new AbortController();
  // From here on there may be a container to be removed.
  using signals = followSignals(() => stop.abort());
  const choice = await chooseDoor(flags.server, process.env, wants);
  const run = (door: RunDoor) => runAt(door, request, source, flags, stop);
  const exitCode = await run(choice.door).catch(async (error) => {
    if (choice.fallback === null || !isClosed(error)) throw error;
    return run(await choice.fallback());
  });
  return signals.exitCode ?? exitCode;
}

type Draft = Omit<RunRequestInput, 'files'>;

function buildRequest(flags: RunFlags, source: Source): Draft {
  const limits = {
    ...(flags.time === undefined ? {} : { runTimeoutMs: readTime('--time', flags.time) }),
    ...(flags.compileTime === undefined ? {} : { compileTimeoutMs: readTime('--compile-time', flags.compileTime) }),
    ...(flags.memory === undefined ? {} : { memoryBytes: readMemory(flags.memory) }),
  };
  return {
    spec: source.spec,
    ...(source.entry === null ? {} : { entry: source.entry }),
    inline: flags.inline,
    args: flags.args,
    env: Object.fromEntries(flags.env.map(readVariable)),
    stdin: source.isStdinUsed ? { text: '' } : chooseStdin(),
    ...(Object.keys(limits).length > 0 ? { limits } : {}),
    network: flags.network,
    binary: true,
    ...(flags.provider === undefined ? {} : { provider: readProvider(flags.provider) }),
  };
}

async function runAt(
  door: RunDoor,
  draft: Draft,
  source: Source,
  flags: RunFlags,
  stop: AbortController,
): Promise<number> {
  await using _door = door;
  const lone = source.files.some(({ path }) => path === null) ? await door.findFileName(source.spec) : '';
  const request = { ...draft, files: source.files.map(({ path, content }) => ({ path: path ?? lone, content })) };
  const over = new AbortController();
  const printer = new Printer(flags.json ? 'events' : 'output', () => stop.abort());
  let ended: Extract<RunEvent, { type: 'finished' }> | null = null;
  try {
    for await (const event of door.run(request, stop.signal)) {
      if (event.type === 'started' && draft.stdin === 'interactive') void feed(door, event.runId, over.signal);
      if (event.type === 'finished') ended = event;
      await printer.print(event);
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    over.abort();
    await printer.flush();
  }
  // Whoever read the output has gone, as `head` does: that is no failure to speak of.
  if (printer.isClosed) return 0;
  const { exitCode, words } = ended ? describeOutcome(ended.outcome) : { exitCode: OUR_EXIT, words: null };
  if (words !== null && !flags.json) complain(words);
  return exitCode;
}

function feed(door: RunDoor, runId: string, signal: AbortSignal): Promise<void> {
  return feedStdin({ write: (bytes) => door.write(runId, bytes), close: () => door.closeStdin(runId) }, signal);
}

function readTime(flag: string, text: string): number {
  const timeMs = readDuration(text);
  if (timeMs === null || timeMs === 0) throw misuse(`${flag} ${text} is no time.`, 'Write it as 10s, 2m or 500ms.');
  return timeMs;
}

function readMemory(text: string): number {
  const bytes = readSize(text);
  if (bytes === null || bytes === 0) throw misuse(`--memory ${text} is no size.`, 'Write it as 256M or 1G.');
  return bytes;
}

function readProvider(text: string): 'auto' | 'docker' | 'embedded' {
  if (text === 'auto' || text === 'docker' || text === 'embedded') return text;
  throw misuse(`There is no engine "${text}".`, 'It is auto, docker or embedded.');
}

function readVariable(text: string): [name: string, value: string] {
  const at = text.indexOf('=');
  if (at !== -1) return [text.slice(0, at), text.slice(at + 1)];
  const value = process.env[text];
  if (value !== undefined) return [text, value];
  throw misuse(`--env ${text} has no value, and there is no such variable here.`, `Give it one: --env ${text}=TEXT.`);
}
