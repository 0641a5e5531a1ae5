/** A run of the fake engine: plays what the program's `play: NAME` asks for. */
import type { ClientRun } from '../../client/client';
import type { RunEvent, RunMetrics, RunOutcome, RunRequestInput, TerminalSize } from '../../contract';
import { pause } from './pause';

const MIB = 1024 * 1024;

type Script = AsyncGenerator<RunEvent, RunOutcome, void>;

export class FakeRun implements ClientRun {
  private readonly lines: string[] = [];
  private wake: () => void = () => {};
  private isStopped = false;
  private isInputEnded = false;

  constructor(
    private readonly request: RunRequestInput,
    private readonly engine: 'docker' | 'embedded',
    private readonly check: () => void,
  ) {
    const { stdin } = request;
    if (typeof stdin !== 'object' || !('text' in stdin)) return;
    this.lines.push(...stdin.text.split(/(?<=\n)/));
    this.isInputEnded = true;
  }

  async write(text: string): Promise<void> {
    this.lines.push(text);
    this.wake();
  }

  /** The program prints the sizes that it is given. */
  async resize({ columns, rows }: TerminalSize): Promise<void> {
    await this.write(`[${columns}x${rows}]`);
  }

  async closeStdin(): Promise<void> {
    this.isInputEnded = true;
    this.wake();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<RunEvent> {
    this.check();
    if (/play: prepare/.test(this.request.files[0]?.content ?? '')) {
      yield { type: 'preparing', message: 'Preparing Python for its first use: a few seconds, once.' };
      await this.untilWoken();
    }
    yield { type: 'started', runId: 'fake', provider: this.engine, warm: true };
    yield { type: 'phase', phase: 'run' };
    const outcome = yield* this.play();
    yield {
      type: 'finished',
      outcome: this.isStopped ? { type: 'stopped', by: 'user' } : outcome,
      metrics: fakeMetrics,
    };
  }

  private async *play(): Script {
    const content = this.request.files[0]?.content ?? '';
    switch (/play: (\w+)/.exec(content)?.[1]) {
      case 'flood':
        return yield* this.flood(200 * MIB);
      case 'newlines':
        return yield* this.flood(200 * MIB, 'y\n');
      case 'lines':
        return yield* this.flood(10 * MIB);
      case 'ask':
        return yield* this.ask();
      case 'error':
        return yield* playError();
      case 'colors':
        return yield* playColors();
      case 'long':
        yield { type: 'output', stream: 'stdout', text: 'x'.repeat(5 * MIB) };
        return { type: 'exited', code: 0 };
      case 'wait':
        yield { type: 'output', stream: 'stdout', text: 'waiting\n' };
        await this.untilWoken();
        return { type: 'exited', code: 0 };
      case 'screen':
        return yield* this.screen();
      case 'threads':
        yield { type: 'unsupported', feature: 'threads', message: fakeNote };
        yield { type: 'output', stream: 'stderr', text: "RuntimeError: can't start new thread\n" };
        return { type: 'exited', code: 1 };
      case 'args':
        yield { type: 'output', stream: 'stdout', text: JSON.stringify(this.request.args) };
        return { type: 'exited', code: 0 };
      default:
        await pause(14);
        yield { type: 'output', stream: 'stdout', text: 'Hello, world!\n' };
        return { type: 'exited', code: 0 };
    }
  }

  private async *flood(characters: number, repeated?: string): Script {
    let sent = 0;
    for (let line = 0; sent < characters && !this.isStopped; ) {
      let text = '';
      while (text.length < 60_000)
        text += repeated ?? `line ${++line}: the quick brown fox jumps over the lazy dog, again and again\n`;
      sent += text.length;
      yield { type: 'output', stream: 'stdout', text };
      // A port delivers from the event loop.
      await new Promise<void>((resolve) => setTimeout(resolve));
    }
    yield { type: 'truncated', stream: 'stdout', droppedBytes: 184 * MIB };
    return { type: 'outputLimit', limitBytes: 16 * MIB };
  }

  private async *ask(): Script {
    yield { type: 'output', stream: 'stdout', text: 'What is your name? ' };
    while (!this.isStopped) {
      const line = this.lines.shift();
      if (line !== undefined) {
        yield { type: 'output', stream: 'stdout', text: `Nice to meet you, ${line.trim()}!\nAnd who else? ` };
      } else if (this.isInputEnded) {
        yield { type: 'output', stream: 'stdout', text: 'Goodbye.\n' };
        return { type: 'exited', code: 0 };
      } else {
        if (this.engine === 'embedded') yield { type: 'inputNeeded' };
        await this.untilWoken();
      }
    }
    return { type: 'exited', code: 0 };
  }

  private async *screen(): Script {
    const { columns, rows } = this.request.terminal ?? { columns: 0, rows: 0 };
    yield { type: 'output', stream: 'stdout', text: `terminal of ${columns}x${rows}\r\n` };
    while (!this.isStopped && !this.isInputEnded) {
      const typed = this.lines.shift();
      if (typed === undefined) await this.untilWoken();
      else if (typed === '\u0004') break;
      else yield { type: 'output', stream: 'stdout', text: typed };
    }
    return { type: 'exited', code: 0 };
  }

  private untilWoken(): Promise<void> {
    return this.isStopped ? Promise.resolve() : new Promise((resolve) => (this.wake = resolve));
  }
}

async function* playError(): Script {
  yield { type: 'output', stream: 'stdout', text: 'Reading numbers\n3 of 4 read\n' };
  const trace = [
    'Traceback (most recent call last):',
    '  File "/work/main.py", line 7, in <module>',
    '    main()',
    '  File "/work/main.py", line 4, in main',
    '    return total / count',
    '           ~~~~~~^~~~~~~',
    'ZeroDivisionError: division by zero',
  ];
  yield { type: 'output', stream: 'stderr', text: `${trace.join('\n')}\n` };
  yield {
    type: 'diagnostics',
    items: [{ file: 'main.py', line: 2, severity: 'error', message: 'ZeroDivisionError: division by zero' }],
  };
  return { type: 'exited', code: 1 };
}

async function* playColors(): Script {
  let text = '';
  for (let color = 0; color < 16; color++) {
    const code = color < 8 ? 30 + color : 82 + color;
    text += `\u001b[${code}mcolour ${String(color).padStart(2)}\u001b[0m  \u001b[1;${code}mbold\u001b[0m  `;
    text += `\u001b[${code + 10}m back \u001b[0m  \u001b[3;${code}mitalic\u001b[0m  \u001b[7;${code}m inverse \u001b[0m\n`;
  }
  for (let color = 16; color < 232; color++)
    text += `\u001b[48;5;${color}m ${(color - 15) % 36 === 0 ? '\u001b[0m\n' : ''}`;
  text +=
    '\u001b[0m\u001b[38;2;255;140;0mtrue colour\u001b[0m \u001b[4munderline\u001b[0m \u001b[2mdim\u001b[0m 日本語 ok\n';
  for (let percent = 0; percent <= 100; percent += 10) text += `\rprogress ${percent} %`;
  yield { type: 'output', stream: 'stdout', text: `${text}\n` };
  return { type: 'exited', code: 0 };
}

const fakeNote = 'The embedded Python cannot start threads: choose Docker as the engine of this tab to use them.';

const fakeMetrics: RunMetrics = {
  queuedMs: 0,
  startupMs: 3,
  firstOutputMs: 14,
  compileMs: null,
  runMs: 83,
  cpuMs: 40,
  peakMemoryBytes: 12 * MIB,
  outputBytes: 16 * MIB,
};
