/** A spec's format command, run in its sandbox. */
import type { RunyardClient } from '../../../client/client';
import type { Command, RunOutcome, Spec } from '../../../contract';
import type { Words } from '../../words/words';
import { describeOutcome } from '../run/wording';
import type { Formatted } from './formatted';

/** A shell's exit code for a command that is not there. */
const NO_SUCH_COMMAND = 127;

export async function formatInSandbox(
  client: Pick<RunyardClient, 'run'>,
  { spec, command, path, text, words }: { spec: Spec; command: Command; path: string; text: string; words: Words },
): Promise<Formatted> {
  const run = client.run({
    spec: spec.id,
    files: [{ path, content: text }],
    entry: path,
    purpose: 'format',
    provider: 'docker',
  });
  const printed = { stdout: '', stderr: '' };
  for await (const event of run) {
    if (event.type === 'output') printed[event.stream] += event.text;
    if (event.type !== 'finished') continue;
    const { outcome } = event;
    if (isExit(outcome, 0) && (printed.stdout !== '' || text.trim() === '')) {
      return { kind: 'formatted', text: printed.stdout };
    }
    if (isExit(outcome, NO_SUCH_COMMAND)) {
      return { kind: 'failed', reason: words.format.noTool(nameTool(command), spec.title) };
    }
    if (outcome.type === 'exited' && printed.stderr.trim() !== '') return readRefusal(printed.stderr);
    return { kind: 'failed', reason: words.format.ended(describeOutcome(outcome, event.metrics, words).text) };
  }
  return { kind: 'failed', reason: words.format.ended('') };
}

function isExit(outcome: RunOutcome, code: number): boolean {
  return outcome.type === 'exited' && outcome.code === code;
}

function nameTool(command: Command): string {
  return (typeof command === 'string' ? command.trim().split(/\s+/)[0] : command[0]) ?? '';
}

/** `<standard input>:3:7: expected …`, or a message with such a place in a line after it. */
export function readRefusal(stderr: string): Formatted {
  const [first = ''] = stderr.trim().split('\n');
  const place = stderr.match(/<[^>\n]+>:(\d+)(?::(\d+))?/);
  const at = place ? { line: Number(place[1]), column: place[2] === undefined ? null : Number(place[2]) } : null;
  return { kind: 'refused', message: first.replace(/^<[^>]+>:[\d:]*\s*/, '').replace(/^error: /, ''), at };
}
