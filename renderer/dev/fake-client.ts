/**
 * A `RunyardClient` with no engine behind it, for work on the window and for its component tests. It is no part of
 * what is built. The first line of a program tells it what to play: `# play: flood`.
 */

import type { ClientRun, RunyardClient } from '../../client/client';
import {
  type EngineStatus,
  type ImageProgress,
  type ImageStatus,
  type RunEvent,
  type RunMetrics,
  type RunOutcome,
  type RunRequestInput,
  RunyardError,
  type SessionState,
  type Spec,
  Spec as SpecSchema,
} from '../../contract';

const MIB = 1024 * 1024;

export interface FakeClientOptions {
  engine?: 'ready' | 'unavailable';
  /** Languages whose image is missing at first. */
  missing?: string[];
  session?: SessionState | null;
}

export interface FakeClient extends RunyardClient {
  readonly saved: SessionState[];
  readonly requests: RunRequestInput[];
  setEngine(state: 'ready' | 'unavailable'): void;
}

export function createFakeClient({
  engine = 'ready',
  missing = [],
  session = null,
}: FakeClientOptions = {}): FakeClient {
  const absent = new Set(missing);
  const watchers = new Set<(status: EngineStatus) => void>();
  let state = engine;
  const saved: SessionState[] = [];
  const requests: RunRequestInput[] = [];

  async function* fetchImage(
    specId: string,
    way: 'pull' | 'build',
    signal?: AbortSignal,
  ): AsyncGenerator<ImageProgress> {
    for (let step = 0; step <= 40; step++) {
      await pause(50, signal);
      const message = way === 'pull' ? `${Math.round((52 * step) / 40)} of 52 MB, 4 of 6 layers` : 'Setting up python3';
      yield { type: 'progress', message, fraction: way === 'pull' ? step / 40 : step < 8 ? null : step / 40 };
      if (way === 'build')
        yield { type: 'log', text: `Get:${step} http://deb.debian.org/debian bookworm/main python3\n` };
    }
    absent.delete(specId);
    yield { type: 'done', image: describeImage(specId, absent) };
  }

  return {
    saved,
    requests,
    setEngine(next) {
      state = next;
      for (const tell of watchers) tell(describeEngine(state));
    },
    run(request) {
      requests.push(request);
      return new FakeRun(request, () => {
        if (state === 'unavailable') {
          throw new RunyardError('DOCKER_UNREACHABLE', {
            message: 'No Docker daemon answers.',
            remedy: 'Start Docker, then run again.',
          });
        }
        if (absent.has(request.spec)) {
          throw new RunyardError('IMAGE_MISSING', {
            message: `The image for ${request.spec} is not on this machine.`,
            remedy: 'Pull it or build it.',
          });
        }
      });
    },
    prepare: async () => {},
    specs: { list: async () => ({ specs: fakeSpecs, problems: [] }) },
    engine: {
      async *watch({ signal } = {}) {
        const queue: EngineStatus[] = [describeEngine(state)];
        let wake = (): void => {};
        const tell = (status: EngineStatus): void => {
          queue.push(status);
          wake();
        };
        watchers.add(tell);
        signal?.addEventListener('abort', () => wake());
        while (!signal?.aborted) {
          const next = queue.shift();
          if (next) yield next;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
        watchers.delete(tell);
      },
      doctor: async () => {
        await pause(300);
        return describeEngine(state).doctor;
      },
    },
    images: {
      list: async () => fakeSpecs.map((spec) => describeImage(spec.id, absent)),
      pull: (specId, options) => fetchImage(specId, 'pull', options?.signal),
      build: (specId, options) => fetchImage(specId, 'build', options?.signal),
      remove: async (specId) => void absent.add(specId),
    },
    session: {
      load: async () => session,
      save: async (next) => void saved.push(next),
    },
    app: { info: async () => ({ version: '0.0.0', door: 'browser', platform: 'linux' }) },
  };
}

type Script = AsyncGenerator<RunEvent, RunOutcome, void>;

class FakeRun implements ClientRun {
  private readonly lines: string[] = [];
  private wake: () => void = () => {};
  private isStopped = false;
  private isInputEnded = false;

  constructor(
    private readonly request: RunRequestInput,
    private readonly check: () => void,
  ) {}

  async write(text: string): Promise<void> {
    this.lines.push(text);
    this.wake();
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
    yield { type: 'started', runId: 'fake', provider: 'docker', warm: true };
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
      } else await this.untilWoken();
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

function describeEngine(state: 'ready' | 'unavailable'): EngineStatus {
  const attempt = { source: 'DOCKER_HOST', endpoint: 'tcp://127.0.0.1:2375' } as const;
  const socket = { source: 'usual place', endpoint: 'unix:///var/run/docker.sock' } as const;
  if (state === 'ready') {
    const attempts = [{ ...socket, result: 'ok' as const, detail: 'Docker 20.10.24, API 1.41', remedy: '' }];
    const doctor = { ok: true, summary: 'Docker 20.10.24 answers at /var/run/docker.sock.', remedy: '', attempts };
    return { provider: 'docker', state, version: '20.10.24', doctor };
  }
  return {
    provider: 'docker',
    state,
    version: null,
    doctor: {
      ok: false,
      summary: 'You may not use the Docker daemon at /var/run/docker.sock.',
      remedy: 'Add yourself to the group "docker" (sudo usermod -aG docker $USER), then log in again.',
      attempts: [
        {
          ...attempt,
          result: 'refused',
          detail: 'connect ECONNREFUSED',
          remedy: 'Start the daemon there or unset DOCKER_HOST.',
        },
        {
          ...socket,
          result: 'permissionDenied',
          detail: 'connect EACCES',
          remedy: 'Add yourself to the group "docker".',
        },
        {
          source: 'Docker Desktop',
          endpoint: 'unix://~/.docker/run/docker.sock',
          result: 'notFound',
          detail: '',
          remedy: '',
        },
      ],
    },
  };
}

function describeImage(specId: string, absent: ReadonlySet<string>): ImageStatus {
  const reference = `runyard/${specId}:debian`;
  if (!absent.has(specId)) return { specId, state: 'present', reference, sizeBytes: 270 * MIB, options: [] };
  return {
    specId,
    state: 'missing',
    reference: null,
    sizeBytes: null,
    options: [
      { kind: 'pull', reference: `docker.io/library/${specId}`, downloadBytes: 52 * MIB },
      { kind: 'build', reference, packages: ['python3-minimal'] },
    ],
  };
}

/** Settles after the time, or throws once the signal aborts. */
function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new Error('cancelled'));
    });
  });
}

function createSpec(id: string, title: string, editor: string, file: string, aliases: string[], content: string): Spec {
  return SpecSchema.parse({
    id,
    title,
    editor,
    file,
    aliases,
    run: [id, '{entry}'],
    image: `${id}:1`,
    examples: [{ id: 'hello', title: 'Hello', files: [{ path: file, content }], expect: {} }],
  });
}

const python = `import sys


def greet(name: str) -> str:
    """Say hello to someone."""
    return f"Hello, {name}!"


for name in sys.argv[1:] or ["world"]:
    print(greet(name))
`;

export const fakeSpecs: Spec[] = [
  createSpec('python', 'Python', 'python', 'main.py', ['py', 'python3'], python),
  createSpec('javascript', 'JavaScript', 'javascript', 'main.js', ['js', 'node'], "console.log('Hello, world!');\n"),
  createSpec(
    'typescript',
    'TypeScript',
    'typescript',
    'main.ts',
    ['ts'],
    "const who: string = 'world';\nconsole.log(who);\n",
  ),
  createSpec('c', 'C', 'c', 'main.c', [], '#include <stdio.h>\n\nint main(void) {\n  puts("Hello, world!");\n}\n'),
  createSpec('rust', 'Rust', 'rust', 'main.rs', ['rs'], 'fn main() {\n    println!("Hello, world!");\n}\n'),
  createSpec('haskell', 'Haskell', 'haskell', 'main.hs', ['hs', 'ghc'], 'main = putStrLn "Hello, world!"\n'),
  createSpec('bash', 'Bash', 'shell', 'main.sh', ['sh', 'shell'], 'echo "Hello, world!"\n'),
];
