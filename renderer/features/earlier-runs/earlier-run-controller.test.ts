import { expect, it, vi } from 'vitest';
import type { EarlierRun } from '../../../contract';
import { createFakeClient } from '../../dev/fake-client';
import { fakeSpecs } from '../../dev/fake-specs';
import { selectTab } from '../../state/selectors';
import { createAppStore } from '../../state/store';
import { Documents } from '../editor/documents';
import { FileController } from '../files/file-controller';
import { immediateClock } from '../output/fake-draw-clock';
import { OutputRegistry } from '../output/output-registry';
import { ProblemBoard } from '../problems/problem-board';
import { RunPlaces } from '../problems/run-places';
import { RunController } from '../run/run-controller';
import { TabController } from '../tabs/tab-controller';
import { TabMemory } from '../tabs/tab-memory';
import { TerminalRegistry } from '../terminal/terminal-registry';
import { EarlierRunController } from './earlier-run-controller';
import { EarlierRuns } from './earlier-runs';

function createBench(keep: (run: EarlierRun) => Promise<void> = async () => {}) {
  const client = createFakeClient();
  const store = createAppStore();
  const documents = new Documents();
  const outputs = new OutputRegistry(immediateClock);
  const createId = () => crypto.randomUUID();
  const earlierRuns = new EarlierRuns({
    client: { earlierRuns: { keep, list: client.earlierRuns.list } },
    store,
    now: () => Date.now(),
    createId,
  });
  const runs = new RunController({
    client,
    store,
    documents,
    outputs,
    terminals: new TerminalRegistry(store, () => Promise.reject(new Error('no terminal is wanted here'))),
    passFrame: () => Promise.resolve(),
    now: () => performance.now(),
    problemBoard: new ProblemBoard(),
    places: new RunPlaces(),
    onEnded: (tabId, ended) => earlierRuns.note(tabId, ended),
  });
  const files = new FileController(store, documents);
  const tabs = new TabController(store, documents, outputs, runs, new TabMemory(), createId);
  const controller = new EarlierRunController(store, earlierRuns, documents, files);
  tabs.open(fakeSpecs[0]!);
  const tabId = store.getState().activeTabId!;
  const run = async (content: string) => {
    documents.open(tabId, [{ path: 'main.py', content }]);
    await runs.start(tabId);
    return earlierRuns.list(tabId)[0]!;
  };
  const shown = () => store.getState().shownRuns[tabId];
  return { client, store, documents, runs, tabs, tabId, earlierRuns, controller, run, shown };
}

it('keeps what was run and printed, also where the engine cannot', async () => {
  const bench = createBench(() => Promise.reject(new Error('full')));
  const run = await bench.run('hello');
  expect(run).toMatchObject({ files: [{ content: 'hello' }], outcome: { code: 0 }, tabId: bench.tabId });
  expect(run.output.head).toEqual([{ source: 'stdout', text: 'Hello, world!\n' }]);
  expect(bench.earlierRuns.findCurrent(bench.tabId)).toBe(run);
  bench.runs.clear(bench.tabId);
  expect(bench.earlierRuns.findCurrent(bench.tabId)).toBeNull();
});

it('shows an earlier run until another starts', async () => {
  const bench = createBench();
  const [first, second] = [await bench.run('hello'), await bench.run('hello')];
  bench.controller.show(bench.tabId, first.id);
  expect(bench.shown()).toEqual({ kind: 'earlier', runId: first.id });
  bench.controller.show(bench.tabId, second.id);
  expect(bench.shown()).toBeUndefined();
  bench.controller.show(bench.tabId, first.id);
  await bench.run('hello');
  expect(bench.shown()).toBeUndefined();
});

it('pins what is shown, and compares with it', async () => {
  const bench = createBench();
  const pinnedId = () => selectTab(bench.store.getState(), bench.tabId)?.pinnedRunId;
  await bench.controller.togglePin(bench.tabId);
  expect([pinnedId(), bench.store.getState().announcement]).toEqual([
    undefined,
    'There is no output to pin yet. Run something first.',
  ]);
  const first = await bench.run('hello');
  await bench.controller.togglePin(bench.tabId);
  expect(pinnedId()).toBe(first.id);
  await bench.run('hello');
  const third = await bench.run('hello');
  await bench.controller.toggleComparison(bench.tabId);
  expect(bench.shown()).toEqual({ kind: 'comparison', beforeId: first.id, afterId: third.id });
  await bench.controller.toggleComparison(bench.tabId);
  await bench.controller.togglePin(bench.tabId);
  expect([pinnedId(), bench.shown()]).toEqual([undefined, undefined]);
});

it('lets the runs of a closed tab go, and gets them again when it comes back', async () => {
  const bench = createBench();
  const run = await bench.run('hello');
  await bench.client.earlierRuns.keep(run, null);
  bench.tabs.close(bench.tabId);
  expect(bench.earlierRuns.list(bench.tabId)).toEqual([]);
  bench.tabs.reopen();
  await bench.earlierRuns.load(bench.tabId);
  expect(bench.earlierRuns.list(bench.tabId)).toEqual([run]);
});

it('brings code back, and takes it back', async () => {
  const bench = createBench();
  const first = await bench.run('hello');
  await bench.run('hello again');
  const edited = vi.fn();
  bench.documents.onEdit(edited);
  bench.controller.bringBack(bench.tabId, first.id);
  expect(bench.documents.readText(bench.tabId, 'main.py')).toBe('hello');
  expect(edited).toHaveBeenCalledWith(bench.tabId, 'main.py', 'other');
  expect(bench.store.getState().undo).toMatchObject({ kind: 'code', files: [{ content: 'hello again' }] });
});
