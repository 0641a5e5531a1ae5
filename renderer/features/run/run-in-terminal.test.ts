// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { createFakeClient } from '../../dev/fake-client';
import { fakeSpecs } from '../../dev/fake-specs';
import { selectRun, selectShownTerminal } from '../../state/selectors';
import { createAppStore } from '../../state/store';
import { Documents } from '../editor/documents';
import { immediateClock } from '../output/fake-draw-clock';
import { OutputRegistry } from '../output/output-registry';
import { ProblemBoard } from '../problems/problem-board';
import { RunPlaces } from '../problems/run-places';
import { TabController } from '../tabs/tab-controller';
import { TabMemory } from '../tabs/tab-memory';
import { FakeDevice } from '../terminal/fake-device';
import { TerminalRegistry } from '../terminal/terminal-registry';
import { RunController } from './run-controller';

/** Longer than a busy machine takes. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 8000 });

function createBench() {
  const client = createFakeClient();
  const store = createAppStore();
  const documents = new Documents();
  const outputs = new OutputRegistry(immediateClock);
  const devices: FakeDevice[] = [];
  const terminals = new TerminalRegistry(store, async (_host, listener) => {
    const device = new FakeDevice(listener);
    devices.push(device);
    return device;
  });
  const onEnded = vi.fn();
  const runs = new RunController({
    client,
    store,
    documents,
    outputs,
    terminals,
    passFrame: () => Promise.resolve(),
    now: () => performance.now(),
    problemBoard: new ProblemBoard(),
    places: new RunPlaces(),
    onEnded,
  });
  const tabs = new TabController(store, documents, outputs, runs, new TabMemory(), () => crypto.randomUUID());
  tabs.open(fakeSpecs[0]!);
  const tabId = store.getState().activeTabId!;
  documents.open(tabId, [{ path: 'main.py', content: 'play: screen' }]);
  tabs.setTerminal(tabId, 'on');
  terminals.get(tabId).focus();
  const status = () => selectRun(store.getState(), tabId);
  const untilScreen = (part: string) => until(() => expect(devices[0]?.text).toContain(part));
  return { client, store, outputs, devices, terminals, runs, tabs, tabId, status, untilScreen, onEnded };
}

it('runs in a terminal of the size that is there, with its keys and its later sizes', async () => {
  const bench = createBench();
  await until(() => expect(bench.devices).toHaveLength(1));
  const device = bench.devices[0]!;
  device.resize({ columns: 100, rows: 30 });
  device.type('nobody reads this');
  const ended = bench.runs.start(bench.tabId);
  await bench.untilScreen('terminal of 100x30\r\n');
  expect(bench.client.requests[0]).toMatchObject({ terminal: { columns: 100, rows: 30 }, stdin: 'interactive' });
  device.type('abc');
  device.resize({ columns: 90, rows: 20 });
  await bench.untilScreen('abc[90x20]');
  device.type('\x04');
  await ended;
  expect(device.text).toBe('terminal of 100x30\r\nabc[90x20]');
  expect(device.calls.filter((call) => call.startsWith('reading'))).toEqual([
    'reading off',
    'reading on',
    'reading off',
  ]);
  expect(bench.status()).toMatchObject({ kind: 'finished', origin: { terminal: 'on' } });
  expect(bench.outputs.get(bench.tabId).isEmpty).toBe(true);
  expect(bench.onEnded).toHaveBeenCalledWith(
    bench.tabId,
    expect.objectContaining({
      files: [{ path: 'main.py', content: 'play: screen' }],
      output: expect.objectContaining({ head: [{ source: 'stdout', text: 'terminal of 100x30\r\nabc[90x20]' }] }),
    }),
  );
});

it('shows what runs, whatever the tab is to do next', async () => {
  const bench = createBench();
  const ended = bench.runs.start(bench.tabId);
  await bench.untilScreen('terminal');
  bench.tabs.setTerminal(bench.tabId, 'off');
  expect(selectShownTerminal(bench.store.getState(), bench.tabId)).toBe('on');
  await bench.runs.stop(bench.tabId);
  await ended;
  expect(selectShownTerminal(bench.store.getState(), bench.tabId)).toBe('off');
  void bench.runs.start(bench.tabId);
  await until(() => expect(bench.client.requests).toHaveLength(2));
  expect(bench.client.requests[1]).not.toHaveProperty('terminal');
  bench.tabs.close(bench.tabId);
  expect(bench.devices[0]?.calls.at(-1)).toBe('dispose');
});
