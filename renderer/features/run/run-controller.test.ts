import { describe, expect, it, vi } from 'vitest';
import { Regions } from '../../app/regions';
import { createFakeClient } from '../../dev/fake-client';
import { fakeSpecs } from '../../dev/fake-specs';
import { isActive } from '../../state/run-status';
import { selectRun } from '../../state/selectors';
import { createAppStore } from '../../state/store';
import { Documents } from '../editor/documents';
import { immediateClock } from '../output/fake-draw-clock';
import { OutputRegistry } from '../output/output-registry';
import { ProblemBoard } from '../problems/problem-board';
import { RunPlaces } from '../problems/run-places';
import { InputController } from '../stdin/input-controller';
import { TabController } from '../tabs/tab-controller';
import { TabMemory } from '../tabs/tab-memory';
import { TerminalRegistry } from '../terminal/terminal-registry';
import { RunController } from './run-controller';

/** Longer than a busy machine takes. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 8000 });

function createBench(content: string, options: Parameters<typeof createFakeClient>[0] = {}) {
  const client = createFakeClient(options);
  const store = createAppStore();
  const documents = new Documents();
  const outputs = new OutputRegistry(immediateClock);
  const terminals = new TerminalRegistry(store, () => Promise.reject(new Error('no terminal is wanted here')));
  const passFrame = vi.fn(() => Promise.resolve());
  const problemBoard = new ProblemBoard();
  const places = new RunPlaces();
  const now = () => performance.now();
  const onEnded = () => {};
  const runs = new RunController({
    client,
    store,
    documents,
    outputs,
    terminals,
    passFrame,
    now,
    problemBoard,
    places,
    onEnded,
  });
  const tabs = new TabController(store, documents, outputs, runs, new TabMemory(), () => crypto.randomUUID());
  tabs.open(fakeSpecs[0]!);
  const tabId = store.getState().activeTabId!;
  documents.open(tabId, [{ path: 'main.py', content }]);
  const status = () => selectRun(store.getState(), tabId);
  const text = () => outputs.get(tabId).plainText();
  const untilOutput = (part: string) => until(() => expect(text()).toContain(part));
  return { client, store, documents, runs, tabs, tabId, status, text, untilOutput, passFrame, problemBoard, places };
}

describe('a run', () => {
  it('shows what was printed and how it ended', async () => {
    const bench = createBench('hello');
    await bench.runs.start(bench.tabId);
    expect(bench.text()).toBe('Hello, world!\n');
    expect(bench.status()).toMatchObject({ kind: 'finished', outcome: { type: 'exited', code: 0 } });
    expect(bench.store.getState().announcement).toBe('Python: exited with 0 after 83 ms');
    expect(bench.client.requests[0]).toMatchObject({ spec: 'python', entry: 'main.py', stdin: 'interactive' });
  });

  it('replaces the output of the one before', async () => {
    const bench = createBench('hello');
    await bench.runs.start(bench.tabId);
    await bench.runs.start(bench.tabId);
    expect(bench.text()).toBe('Hello, world!\n');
  });

  it('leaves output that can be cleared and brought back, until the next', async () => {
    const bench = createBench('hello');
    await bench.runs.start(bench.tabId);
    bench.runs.clear(bench.tabId);
    expect([bench.text(), bench.status().kind]).toEqual(['', 'idle']);
    expect(bench.store.getState().undo).toEqual({ kind: 'output', tabId: bench.tabId });
    bench.runs.restoreOutput(bench.tabId);
    expect([bench.text(), bench.status().kind]).toEqual(['Hello, world!\n', 'finished']);
    bench.runs.clear(bench.tabId);
    await bench.runs.start(bench.tabId);
    expect(bench.store.getState().undo).toBeNull();
    bench.runs.restoreOutput(bench.tabId);
    expect(bench.text()).toBe('Hello, world!\n');
  });

  it('gives its arguments apart, and is not started with ones that cannot be read', async () => {
    const bench = createBench('play: args');
    bench.tabs.setArgs(bench.tabId, 'a "b c"');
    await bench.runs.start(bench.tabId);
    expect(bench.text()).toBe('["a","b c"]');
    bench.tabs.setArgs(bench.tabId, '"b c');
    await bench.runs.start(bench.tabId);
    expect(bench.client.requests).toHaveLength(1);
    expect(bench.status()).toMatchObject({ kind: 'failed', error: { code: 'BAD_REQUEST' } });
    expect(bench.text()).toBe('');
  });

  it('takes lines, echoes them, and ends with its input', async () => {
    const bench = createBench('play: ask');
    const ended = bench.runs.start(bench.tabId);
    await bench.untilOutput('name?');
    await bench.runs.sendLine(bench.tabId, 'Ada');
    await bench.untilOutput('Nice to meet you, Ada!');
    expect(bench.text()).toContain('What is your name? \nAda\n');
    await bench.runs.endInput(bench.tabId);
    await bench.runs.sendLine(bench.tabId, 'too late');
    await ended;
    expect(bench.text()).not.toContain('too late');
    expect(bench.status().kind).toBe('finished');
  });

  it('ends when it is stopped', async () => {
    const bench = createBench('play: wait');
    const ended = bench.runs.start(bench.tabId);
    await bench.untilOutput('waiting');
    await bench.runs.stop(bench.tabId);
    await ended;
    expect(bench.status()).toMatchObject({ kind: 'finished', outcome: { type: 'stopped', by: 'user' } });
  });

  it('is stopped by the next one in its tab, of which only the last counts', async () => {
    const bench = createBench('play: wait');
    const first = bench.runs.start(bench.tabId);
    await bench.untilOutput('waiting');
    const overtaken = bench.runs.start(bench.tabId);
    const last = bench.runs.start(bench.tabId);
    await Promise.all([first, overtaken]);
    await until(() => expect(bench.client.requests).toHaveLength(2));
    expect(isActive(bench.status())).toBe(true);
    await bench.untilOutput('waiting');
    await bench.runs.stop(bench.tabId);
    await last;
  });

  it('is stopped when its tab is closed', async () => {
    const bench = createBench('play: wait');
    const ended = bench.runs.start(bench.tabId);
    await bench.untilOutput('waiting');
    bench.tabs.close(bench.tabId);
    await ended;
    expect(bench.store.getState().runs).toEqual({});
  });

  it('waits for the screen in a flood, and says what was dropped', async () => {
    const bench = createBench('play: lines');
    await bench.runs.start(bench.tabId);
    // 10 MB at 256 KB a pause, or sooner where the work takes longer.
    expect(bench.passFrame.mock.calls.length).toBeGreaterThanOrEqual(30);
    expect(bench.status()).toMatchObject({ kind: 'finished', outcome: { type: 'outputLimit' } });
    expect(bench.status()).toHaveProperty('droppedBytes', 184 * 1024 * 1024);
    expect(bench.text()).not.toContain('dropped');
  });

  it('leaves what compilers and runtimes said to the editor until the next run', async () => {
    const bench = createBench('play: error');
    await bench.runs.start(bench.tabId);
    expect(bench.problemBoard.read(bench.tabId)).toHaveLength(1);
    await bench.runs.start(bench.tabId);
    expect(bench.problemBoard.read(bench.tabId)).toHaveLength(1);
  });

  it('asks for the engine of its tab, or else of all, and leaves the rest to the config', async () => {
    const bench = createBench('hello');
    await bench.runs.start(bench.tabId);
    bench.store.setState({ provider: 'docker' });
    await bench.runs.start(bench.tabId);
    bench.tabs.setProvider(bench.tabId, 'auto');
    await bench.runs.start(bench.tabId);
    expect(bench.client.requests.map(({ provider }) => provider)).toEqual([undefined, 'docker', 'auto']);
    expect(bench.status()).toMatchObject({ engine: { id: 'docker', asked: 'auto' } });
  });

  it('says that its program waits for input until something is sent', async () => {
    const bench = createBench('play: ask', { engine: 'unavailable', runtimes: { python: 'ready' } });
    const ended = bench.runs.start(bench.tabId);
    await until(() => expect(bench.status()).toMatchObject({ stdin: 'wanted' }));
    expect(bench.store.getState().announcement).toBe('Python: waiting for input');
    void bench.runs.sendLine(bench.tabId, 'Ada');
    expect(bench.status()).toMatchObject({ stdin: 'open' });
    await until(() => expect(bench.status()).toMatchObject({ stdin: 'wanted' }));
    await bench.runs.endInput(bench.tabId);
    await ended;
    expect(bench.status()).toMatchObject({ kind: 'finished', engine: { id: 'embedded' } });
  });

  it('keeps what its engine could not give, apart from what it printed', async () => {
    const bench = createBench('play: threads', { engine: 'unavailable', runtimes: { python: 'ready' } });
    await bench.runs.start(bench.tabId);
    const status = bench.status();
    expect(status.kind === 'finished' && status.notes).toEqual([expect.stringContaining('cannot start threads')]);
    expect(bench.text()).not.toContain('embedded');
  });

  it('says what is prepared for it while it starts', async () => {
    const bench = createBench('play: prepare');
    const ended = bench.runs.start(bench.tabId);
    await until(() =>
      expect(bench.status()).toMatchObject({ kind: 'starting', preparing: expect.stringContaining('first use') }),
    );
    await bench.runs.stop(bench.tabId);
    await ended;
  });

  it('gets the chosen input as its whole stdin, and takes no lines then', async () => {
    const bench = createBench('play: ask');
    const inputs = new InputController(bench.store, new Regions(() => ({ shown: [], active: null })), () =>
      crypto.randomUUID(),
    );
    inputs.type(bench.tabId, 'Ada\nBob\n');
    await bench.runs.start(bench.tabId);
    expect(bench.client.requests[0]?.stdin).toEqual({ text: 'Ada\nBob\n' });
    expect(bench.text()).toContain('Nice to meet you, Bob!');
    expect(bench.status()).toMatchObject({ origin: { input: { kind: 'saved', name: 'Input 1' }, lines: null } });
    inputs.choose(bench.tabId, null);
    await bench.runs.start(bench.tabId, { kind: 'last' });
    expect(bench.client.requests[1]?.stdin).toEqual({ text: 'Ada\nBob\n' });
  });

  it('is repeated with the code, the arguments and the lines of then', async () => {
    const bench = createBench('play: ask');
    await bench.runs.start(bench.tabId, { kind: 'last' });
    expect(bench.status()).toMatchObject({
      kind: 'failed',
      error: { remedy: expect.stringContaining('Run it first') },
    });
    bench.tabs.setArgs(bench.tabId, '--then');
    const ended = bench.runs.start(bench.tabId);
    await bench.untilOutput('name?');
    await bench.runs.sendLine(bench.tabId, 'Ada');
    await bench.runs.endInput(bench.tabId);
    await ended;
    expect(bench.store.getState().repeatable).toEqual(new Set([bench.tabId]));
    bench.documents.replace(bench.tabId, 'main.py', 'hello');
    bench.tabs.setArgs(bench.tabId, '--now');
    for (let time = 0; time < 2; time++) {
      await bench.runs.start(bench.tabId, { kind: 'last' });
      expect(bench.client.requests.at(-1)).toEqual({ ...bench.client.requests[0], stdin: { text: 'Ada\n' } });
      expect(bench.status()).toMatchObject({ origin: { repeats: 'last run', input: { kind: 'sent' } } });
    }
    expect(bench.store.getState().recent.python?.args).toEqual(['--then']);
    bench.tabs.close(bench.tabId);
    expect(bench.store.getState().repeatable.size).toBe(0);
  });

  it('marks no line of a file that was edited since, when it is repeated', async () => {
    const bench = createBench('play: error');
    await bench.runs.start(bench.tabId);
    await bench.runs.start(bench.tabId, { kind: 'last' });
    expect(bench.problemBoard.read(bench.tabId)).toHaveLength(1);
    bench.documents.replace(bench.tabId, 'main.py', 'hello');
    await bench.runs.start(bench.tabId, { kind: 'last' });
    expect(bench.text()).toContain('ZeroDivisionError');
    expect(bench.problemBoard.read(bench.tabId)).toEqual([]);
  });

  it('can be of some lines, whose places are found again', async () => {
    const bench = createBench('first\n\n  play: error\n  last\n');
    const range = { path: 'main.py', startLine: 3, startColumn: 1, endLine: 5, endColumn: 1 };
    await bench.runs.start(bench.tabId, { kind: 'selection', range });
    expect(bench.client.requests[0]?.files).toEqual([{ path: 'main.py', content: 'play: error\nlast\n' }]);
    expect(bench.status()).toMatchObject({ origin: { lines: { path: 'main.py', from: 3, to: 4 } } });
    expect(bench.problemBoard.read(bench.tabId)).toMatchObject([{ file: 'main.py', line: 4 }]);
  });

  it('of a selection in another file has that in place of the entry', async () => {
    const bench = createBench('main');
    bench.documents.open(bench.tabId, [
      { path: 'main.py', content: 'main' },
      { path: 'lib.py', content: 'lib' },
    ]);
    const range = { path: 'lib.py', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    await bench.runs.start(bench.tabId, { kind: 'selection', range });
    expect(bench.client.requests[0]).toMatchObject({
      entry: 'main.py',
      files: [{ content: 'lib\n' }, { content: 'lib' }],
    });
  });

  it.each([
    ['', 'the file is empty'],
    ['code\n\n', 'nothing to run in the selection'],
  ])('of nothing is not started: %j', async (content, words) => {
    const bench = createBench(content);
    const line = content === '' ? 1 : 2;
    const range = { path: 'main.py', startLine: line, startColumn: 1, endLine: line, endColumn: 1 };
    await bench.runs.start(bench.tabId, { kind: 'selection', range });
    expect(bench.status()).toMatchObject({ kind: 'failed', error: { message: expect.stringContaining(words) } });
    expect(bench.client.requests).toEqual([]);
  });

  it.each([
    { code: 'RUNTIME_MISSING', options: { engine: 'unavailable' as const, runtimes: { python: 'missing' as const } } },
    { code: 'IMAGE_MISSING', options: { missing: ['python'] } },
    { code: 'DOCKER_UNREACHABLE', options: { engine: 'unavailable' as const } },
  ])('says $code with what to do', async ({ code, options }) => {
    const bench = createBench('hello', options);
    await bench.runs.start(bench.tabId);
    const status = bench.status();
    expect(status).toMatchObject({ kind: 'failed', error: { code } });
    expect(status.kind === 'failed' && status.error.remedy).not.toBe('');
  });
});
