import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunEvent } from '../../contract';
import { type EmbeddedRuns, openEmbedded } from '../testing/embedded-runs';

const MIB = 1024 * 1024;

/** In each language: print `begun` and go on for ever; print without end; take memory without end. */
const programs = {
  python: {
    endless: 'print("begun\\n", end="")\nwhile True: pass',
    flood: 'while True: print("x" * 1000)',
    hog: 'print("begun")\nhog = []\nwhile True: hog.append(bytearray(4_000_000))',
  },
  javascript: {
    endless: 'console.log("begun"); for (;;);',
    flood: 'for (;;) console.log("x".repeat(1000));',
    hog: 'console.log("begun"); const hog = []; for (;;) hog.push(new Uint8Array(4_000_000).fill(1));',
  },
  typescript: {
    endless: 'console.log("begun" as string); for (;;);',
    flood: 'for (;;) console.log("x".repeat(1000) as string);',
    hog: 'console.log("begun"); const hog: unknown[] = []; for (;;) hog.push(new Uint8Array(4_000_000).fill(1));',
  },
  lua: {
    endless: 'print("begun") while true do end',
    flood: 'while true do print(("x"):rep(1000)) end',
    hog: 'print("begun") local hog = {} while true do hog[#hog + 1] = ("x"):rep(4000000) .. #hog end',
  },
  sqlite: {
    endless:
      "SELECT 'begun';\nWITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;",
    flood: 'WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT hex(zeroblob(500)) FROM n;',
    hog: "SELECT 'begun';\nCREATE TABLE hog (b);\nWITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 1000) INSERT INTO hog SELECT randomblob(4000000) FROM n;",
  },
  ruby: {
    endless: 'puts "begun"\nloop {}',
    flood: 'loop { puts "x" * 1000 }',
    hog: 'puts "begun"\nhog = []\nloop { hog << "x" * 4_000_000 }',
  },
};

let runs: EmbeddedRuns;
beforeAll(async () => {
  runs = await openEmbedded();
});
afterAll(async () => {
  await runs?.[Symbol.asyncDispose]();
  if (process.platform === 'linux') expect(listGuests()).toEqual([]);
});

/** Guest processes that this process has started and that are still there. */
function listGuests(): string[] {
  const commands = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return commands.flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const [, parent] = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
      return command.includes('supervisor.cjs') && Number(parent) === process.pid ? [command] : [];
    } catch {
      return [];
    }
  });
}

const stopAtOutput = () => {
  const abort = new AbortController();
  return { signal: abort.signal, onEvent: ({ type }: RunEvent) => void (type === 'output' && abort.abort()) };
};

describe.each(Object.entries(programs))('%s', (spec, { endless, flood, hog }) => {
  const memoryBytes = (spec === 'ruby' ? 256 : 128) * MIB;

  test('stop ends an endless loop and keeps what it printed', async () => {
    const { stdout, outcome } = await runs.run(spec, endless, {}, stopAtOutput());
    expect({ stdout, outcome }).toEqual({ stdout: 'begun\n', outcome: { type: 'stopped', by: 'user' } });
  });

  test('the time limit ends it', async () => {
    const { stdout, outcome } = await runs.run(spec, endless, { limits: { runTimeoutMs: 2500 } });
    expect({ stdout, outcome }).toEqual({
      stdout: 'begun\n',
      outcome: { type: 'timedOut', phase: 'run', limitMs: 2500 },
    });
  });

  test('the output limit ends a flood', async () => {
    const { stdout, outcome } = await runs.run(spec, flood, { limits: { outputBytes: 300_000 } });
    expect(outcome).toEqual({ type: 'outputLimit', limitBytes: 300_000 });
    expect(stdout.length).toBe(300_000);
  });

  test('the memory limit ends a hog and keeps what it printed', async () => {
    const { stdout, outcome } = await runs.run(spec, hog, { limits: { memoryBytes } });
    expect({ stdout, outcome }).toEqual({
      stdout: 'begun\n',
      outcome: { type: 'outOfMemory', limitBytes: memoryBytes },
    });
  });
});

test('eight at once, of every language, do not fail and do not mix', async () => {
  const hello = { python: 'print(1)', javascript: 'console.log(2)', lua: 'print(3)', sqlite: 'SELECT 4;' };
  const asked = [...Object.entries(hello), ...Object.entries(hello)];
  const records = await Promise.all(asked.map(([spec, code]) => runs.run(spec, code, { priority: 'batch' })));
  expect(records.map(({ stdout, outcome }) => [stdout, outcome])).toEqual(
    ['1', '2', '3', '4', '1', '2', '3', '4'].map((text) => [`${text}\n`, { type: 'exited', code: 0 }]),
  );
});

test('a program that is asked to stop may tidy up, for a moment', async () => {
  const code =
    'import time\ntry:\n  print("begun\\n", end="")\n  while True: time.sleep(10)\nfinally:\n  print("tidy")';
  const { stdout, outcome } = await runs.run('python', code, {}, stopAtOutput());
  expect({ stdout, outcome }).toEqual({ stdout: 'begun\ntidy\n', outcome: { type: 'stopped', by: 'user' } });
});

test('a program that will not stop is killed when its time is over', async () => {
  const code =
    'import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nprint("begun\\n", end="")\nwhile True: time.sleep(10)';
  const { stdout, outcome } = await runs.run('python', code, {}, stopAtOutput());
  expect({ stdout, outcome }).toEqual({ stdout: 'begun\n', outcome: { type: 'stopped', by: 'user' } });
});

test('one that waits for input says so, and is stopped like any other', async () => {
  const abort = new AbortController();
  const onEvent = ({ type }: RunEvent) => void (type === 'inputNeeded' && abort.abort());
  const { outcome } = await runs.run('python', 'input()', { stdin: 'interactive' }, { signal: abort.signal, onEvent });
  expect(outcome).toEqual({ type: 'stopped', by: 'user' });
  const { events } = await runs.run('python', 'input()', { stdin: { text: 'given\n' } });
  expect(events.map(({ type }) => type)).not.toContain('inputNeeded');
});

test('the second run of a language finds a guest that waits', async () => {
  await using own = await openEmbedded();
  await own.run('lua', 'print(1)');
  await expect.poll(() => own.engine.embedded.warm.waiting.length, { timeout: 10_000 }).toBe(1);
  const { events, metrics } = await own.run('lua', 'print(2)');
  expect(events.find(({ type }) => type === 'started')).toMatchObject({ provider: 'embedded', warm: true });
  expect(metrics.peakMemoryBytes).toBeGreaterThan(0);
});

test('a run that is stopped does not wait for its language to be prepared', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'runyard-first-use-'));
  try {
    await using own = await openEmbedded({ dataDir });
    const abort = new AbortController();
    const onEvent = ({ type }: RunEvent) => void (type === 'preparing' && abort.abort());
    const { events, outcome } = await own.run('python', 'print(1)', {}, { signal: abort.signal, onEvent });
    expect(outcome).toEqual({ type: 'stopped', by: 'user' });
    expect(events.map(({ type }) => type)).not.toContain('started');
  } finally {
    await rm(dataDir, { recursive: true });
  }
});
