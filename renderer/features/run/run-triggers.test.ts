import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunTrigger } from '../../../contract';
import { idle, type RunStatus } from '../../state/run-status';
import { createAppStore } from '../../state/store';
import { addTab, changeTab, createTab } from '../../state/tabs';
import { Documents } from '../editor/documents';
import { RunTriggers } from './run-triggers';

const DELAY_MS = 700;
const starting: RunStatus = { kind: 'starting', startedAt: 0, isStopping: false, preparing: '' };

let triggers: RunTriggers;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  triggers.dispose();
  vi.useRealTimers();
});

function createBench(runOn: RunTrigger) {
  const store = createAppStore();
  const documents = new Documents();
  const started: string[] = [];
  triggers = new RunTriggers(store, documents, { start: async (tabId) => void started.push(tabId) });
  for (const id of ['other', 'a']) {
    store.setState((state) => addTab(state, { ...createTab(id, id, 'python', ['main.py']), runOn }));
    documents.open(id, [{ path: 'main.py', content: '' }]);
  }
  const type = () => documents.announceEdit('a', 'main.py', 'person');
  const setRun = (status: RunStatus) => store.setState({ runs: { a: status } });
  return { store, documents, started, type, setRun };
}

describe('a tab that runs while it is typed in', () => {
  it('runs once after the last key', () => {
    const { started, type } = createBench('typing');
    type();
    vi.advanceTimersByTime(DELAY_MS - 1);
    type();
    vi.advanceTimersByTime(DELAY_MS - 1);
    expect(started).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(started).toEqual(['a']);
    vi.advanceTimersByTime(10 * DELAY_MS);
    expect(started).toEqual(['a']);
  });

  it('takes the delay of the settings', () => {
    const { store, started, type } = createBench('typing');
    store.setState(({ settings }) => ({ settings: { ...settings, run: { typingDelayMs: 100 } } }));
    type();
    vi.advanceTimersByTime(100);
    expect(started).toEqual(['a']);
  });

  it('does not run for a text that came from elsewhere', () => {
    const { documents, started } = createBench('typing');
    documents.open('a', [{ path: 'main.py', content: 'restored' }]);
    documents.replace('a', 'main.py', 'from outside');
    documents.add('a', { path: 'new.py', content: '' });
    documents.rename('a', 'new.py', 'old.py');
    vi.advanceTimersByTime(DELAY_MS);
    expect(started).toEqual([]);
  });

  it('does not run when another tab is looked at, or when it is to wait for the person again', () => {
    const { store, started, type } = createBench('typing');
    type();
    store.setState({ activeTabId: 'other' });
    store.setState({ activeTabId: 'a' });
    vi.advanceTimersByTime(DELAY_MS);
    type();
    store.setState((state) => changeTab(state, 'a', { runOn: 'request' }));
    vi.advanceTimersByTime(DELAY_MS);
    expect(started).toEqual([]);
  });

  it('does not run a second time what was started by hand meanwhile, nor what was stopped', () => {
    const { started, type, setRun } = createBench('typing');
    type();
    setRun(starting);
    vi.advanceTimersByTime(DELAY_MS);
    expect(started).toEqual([]);
    type();
    setRun({ ...starting, preparing: 'still on its way' });
    vi.advanceTimersByTime(DELAY_MS);
    expect(started).toEqual(['a']);
    type();
    setRun({ ...starting, isStopping: true });
    setRun(idle);
    vi.advanceTimersByTime(DELAY_MS);
    expect(started).toEqual(['a']);
  });

  it('is left alone by a save', () => {
    const { started } = createBench('typing');
    triggers.noteSave('a');
    expect(started).toEqual([]);
  });
});

it('a tab that runs on a save does so, and only then', () => {
  const { started, type } = createBench('save');
  type();
  vi.advanceTimersByTime(DELAY_MS);
  expect(started).toEqual([]);
  triggers.noteSave('a');
  expect(started).toEqual(['a']);
});

it('a tab runs by nothing but the person at first', () => {
  const { started, type } = createBench('request');
  type();
  triggers.noteSave('a');
  vi.advanceTimersByTime(DELAY_MS);
  expect(started).toEqual([]);
});
