/** Examples of the calls that are made most, by operation. */
import type { RunEvent, RunMetrics, RunRequestInput, RunResult } from '../../../contract';

export const HELLO: RunRequestInput = {
  spec: 'python',
  files: [{ path: 'main.py', content: 'print("hello")\n' }],
};

const metrics: RunMetrics = {
  queuedMs: 0,
  startupMs: 2,
  firstOutputMs: 14,
  compileMs: null,
  runMs: 17,
  cpuMs: 12,
  peakMemoryBytes: 9_437_184,
  outputBytes: 6,
};

const EVENTS: RunEvent[] = [
  { type: 'started', runId: '4f3c2a', provider: 'docker', warm: true },
  { type: 'phase', phase: 'run' },
  { type: 'output', stream: 'stdout', text: 'hello\n' },
  { type: 'finished', outcome: { type: 'exited', code: 0 }, metrics },
];

const RESULT: RunResult = {
  runId: '4f3c2a',
  outcome: { type: 'exited', code: 0 },
  metrics,
  stdout: 'hello\n',
  stderr: '',
  truncated: [],
  diagnostics: [],
  unsupported: [],
};

export interface OperationExamples {
  /** By name. */
  request?: Record<string, { summary: string; value: unknown }>;
  /** By media type. */
  response?: Record<string, unknown>;
}

export const EXAMPLES: Record<string, OperationExamples> = {
  'run.start': {
    request: {
      hello: { summary: 'Hello, world', value: HELLO },
      input: {
        summary: 'With input, arguments and limits',
        value: {
          spec: 'python',
          files: [{ path: 'main.py', content: 'import sys\nprint(sys.argv[1], input())\n' }],
          args: ['hello'],
          stdin: { text: 'Ada\n' },
          limits: { runTimeoutMs: 5_000, memoryBytes: 128 * 1024 * 1024 },
        } satisfies RunRequestInput,
      },
    },
    response: {
      'text/event-stream': `${EVENTS.map((event) => `event: message\ndata: ${JSON.stringify(event)}\n\n`).join('')}event: done\n\n`,
      'application/x-ndjson': EVENTS.map((event) => `${JSON.stringify(event)}\n`).join(''),
      'application/json': RESULT,
    },
  },
  'run.write': { request: { line: { summary: 'A line', value: { text: 'Ada\n' } } } },
  'run.resize': { request: { size: { summary: 'A usual size', value: { columns: 80, rows: 24 } } } },
  'run.prepare': { request: { docker: { summary: 'In Docker', value: { provider: 'docker' } } } },
  'images.build': { request: { newest: { summary: 'With the newest packages', value: { when: 'always' } } } },
  'openings.offer': {
    request: {
      tab: {
        summary: 'A tab',
        value: {
          kind: 'tab',
          tab: { ...HELLO, title: 'Hello', entry: 'main.py' },
        },
      },
    },
  },
};
