// @vitest-environment happy-dom
/** The parts of the window over a fake engine, without the editor, which needs a real browser. */
import { Tooltip } from 'radix-ui';
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TabState } from '../../contract';
import { createFakeClient, type FakeClientOptions } from '../dev/fake-client';
import { DoctorBanner } from '../features/engine/doctor-banner';
import { OutputFooter } from '../features/output/output-footer';
import { StdinLine } from '../features/stdin/stdin-line';
import { TabStrip } from '../features/tabs/tab-strip';
import { selectRun } from '../state/selectors';
import { Workbench } from './workbench';
import { useApp, WorkbenchContext } from './workbench-context';

let root: Root;
let host: HTMLElement;
let workbench: Workbench;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  host = document.createElement('div');
  document.body.append(host);
  root = createRoot(host);
});

afterEach(async () => {
  await act(async () => root.unmount());
  workbench.dispose();
  host.remove();
});

async function show(part: ReactNode, options: FakeClientOptions = {}) {
  const client = createFakeClient(options);
  workbench = new Workbench(client);
  await act(async () => {
    await workbench.start();
    root.render(
      <WorkbenchContext value={workbench}>
        <Tooltip.Provider>{part}</Tooltip.Provider>
      </WorkbenchContext>,
    );
  });
  return client;
}

function findButton(name: string): HTMLButtonElement {
  const found = [...host.querySelectorAll('button')].find((button) => button.textContent === name);
  if (!found) throw new Error(`no button ${name} in ${host.textContent}`);
  return found;
}

const click = (name: string) => act(async () => findButton(name).click());
const until = (check: () => void) => act(() => vi.waitFor(check, { timeout: 8000 }));
const activeTabId = () => workbench.store.getState().activeTabId!;

function ActiveFooter() {
  const tabId = useApp((state) => state.activeTabId);
  return tabId === null ? null : <OutputFooter tabId={tabId} isEmpty />;
}

function ActiveStdin() {
  const tabId = useApp((state) => state.activeTabId);
  return tabId === null ? null : <StdinLine tabId={tabId} />;
}

const pythonSession: NonNullable<FakeClientOptions['session']> = {
  state: {
    tabs: [
      TabState.parse({
        id: 'a',
        title: 'Mine',
        specId: 'python',
        files: ['main.py'],
        entry: 'main.py',
        shown: 'main.py',
      }),
    ],
    activeTabId: 'a',
    theme: 'dark',
    layout: 'below',
  },
  texts: [{ tabId: 'a', path: 'main.py', content: 'hello' }],
};

describe('the first start', () => {
  it('opens Python, and hints at what to do', async () => {
    await show(<ActiveFooter />);
    expect(workbench.store.getState().tabs.map((tab) => tab.title)).toEqual(['Python']);
    expect(host.textContent).toContain('Ctrl+Enter runs this');
  });

  it('opens what can be run at once where Python cannot', async () => {
    await show(<ActiveFooter />, { missing: ['python'] });
    expect(workbench.store.getState().tabs[0]?.title).toBe('JavaScript');
  });
});

describe('the session', () => {
  it('comes back and is saved as it changes', async () => {
    const client = await show(<TabStrip />, { session: pythonSession });
    expect(workbench.store.getState()).toMatchObject({
      settings: { theme: 'dark' },
      layout: 'below',
      activeTabId: 'a',
      runs: {},
    });
    await act(async () => workbench.tabs.setArgs('a', '--new'));
    await until(() => expect(client.saved.at(-1)?.state.tabs[0]?.args).toBe('--new'));
    await act(async () => workbench.tabs.endRename('a', 'Renamed'));
    await workbench.session.flush();
    expect(client.saved.at(-1)?.state.tabs[0]).toMatchObject({ title: 'Renamed', files: ['main.py'] });
    // A text that was not changed is not sent.
    expect(client.saved.flatMap(({ texts }) => texts)).toEqual([]);
  });
});

describe('a tab that runs on a save', () => {
  it('is kept without a run, as before it closes, and runs when it is saved', async () => {
    const [tab] = pythonSession.state.tabs;
    const tabs = tab ? [{ ...tab, runOn: 'save' as const }] : [];
    await show(null, { session: { ...pythonSession, state: { ...pythonSession.state, tabs } } });
    const run = () => selectRun(workbench.store.getState(), 'a').kind;
    await act(() => workbench.keep('a'));
    expect(run()).toBe('idle');
    await act(() => workbench.save());
    expect(run()).not.toBe('idle');
    await until(() => expect(run()).toBe('finished'));
  });
});

describe('a missing image', () => {
  it('is offered, fetched with progress, and then the program runs', async () => {
    await show(<ActiveFooter />, { session: pythonSession, missing: ['python'] });
    await act(() => workbench.runs.start('a'));
    expect(host.textContent).toContain('The image for Python is not on this machine.');
    expect(findButton('Build from Debian packages')).toBeTruthy();
    await click('Pull 52 MB');
    const percent = () => Number(host.querySelector('[role="progressbar"]')?.getAttribute('aria-valuenow'));
    await until(() => expect(percent()).toBeGreaterThan(0));
    await until(() => expect(selectRun(workbench.store.getState(), 'a').kind).toBe('finished'));
  });

  it('can be let be while it comes', async () => {
    await show(<ActiveFooter />, { session: pythonSession, missing: ['python'] });
    await act(() => workbench.runs.start('a'));
    await click('Build from Debian packages');
    await until(() => expect(host.textContent).toContain('Setting up python3'));
    await click('Cancel');
    await until(() => expect(host.textContent).toContain('is not on this machine'));
  });
});

describe('a missing runtime', () => {
  const options: FakeClientOptions = { engine: 'unavailable', runtimes: { python: 'missing' } };

  it('is offered, installed with progress, and then the program runs', async () => {
    await show(<ActiveFooter />, { session: pythonSession, ...options });
    await act(() => workbench.runs.start('a'));
    await click('Install 12 MB');
    const percent = () => Number(host.querySelector('[role="progressbar"]')?.getAttribute('aria-valuenow'));
    await until(() => expect(percent()).toBeGreaterThan(0));
    await until(() => expect(selectRun(workbench.store.getState(), 'a').kind).toBe('finished'));
    expect(host.textContent).toContain('embedded engine');
  });

  it('can be let be while it comes', async () => {
    await show(<ActiveFooter />, { session: pythonSession, ...options });
    await click('Install 12 MB');
    await click('Cancel');
    await until(() => expect(findButton('Install 12 MB')).toBeTruthy());
  });
});

describe('the choice of the engine', () => {
  it('comes back with the session and is saved with it', async () => {
    const { state, texts } = pythonSession;
    const tabs = state.tabs.map((tab) => ({ ...tab, provider: 'embedded' as const }));
    const session = { state: { ...state, provider: 'docker' as const, tabs }, texts };
    const client = await show(<TabStrip />, { session });
    expect(workbench.store.getState()).toMatchObject({ provider: 'docker', tabs: [{ provider: 'embedded' }] });
    await act(async () => {
      workbench.store.setState({ provider: 'auto' });
      workbench.tabs.setProvider('a', undefined);
      await workbench.session.flush();
    });
    expect(client.saved.at(-1)?.state).not.toHaveProperty('provider');
    expect(client.saved.at(-1)?.state.tabs[0]?.provider).toBeUndefined();
  });

  it('has a way out where it cannot be', async () => {
    await show(<ActiveFooter />, { session: pythonSession, engine: 'unavailable', runtimes: { python: 'ready' } });
    await act(async () => workbench.tabs.setProvider('a', 'docker'));
    await act(() => workbench.runs.start('a'));
    await click('Run in the embedded engine');
    await until(() => expect(host.textContent).toContain('exited with 0'));
    expect(workbench.store.getState().tabs[0]?.provider).toBe('embedded');
  });
});

describe('the engine', () => {
  it('raises no alarm where Docker is not needed', async () => {
    await show(<DoctorBanner />, { engine: 'unavailable', runtimes: { python: 'ready' } });
    expect(workbench.store.getState().engine?.state).toBe('unavailable');
    expect(host.textContent).toBe('');
    await act(async () => workbench.tabs.setProvider(activeTabId(), 'docker'));
    expect(host.textContent).toContain('This tab asks for Docker.');
    await click('Use the embedded engine');
    expect(host.textContent).toBe('');
  });

  it('is told of in a banner that goes by itself', async () => {
    const client = await show(<DoctorBanner />, { engine: 'unavailable' });
    expect(host.textContent).toContain('Add yourself to the group');
    await act(async () => client.setEngine('ready'));
    await until(() => expect(host.textContent).toBe(''));
  });
});

describe('the input line', () => {
  it('is open only while a program runs', async () => {
    await show(<ActiveStdin />, { session: pythonSession });
    const field = () => host.querySelector('input')!;
    expect(field().readOnly).toBe(true);
    workbench.documents.open('a', [{ path: 'main.py', content: 'play: ask' }]);
    let ended: Promise<void> | undefined;
    await act(async () => {
      ended = workbench.runs.start('a');
    });
    await until(() => expect(field().readOnly).toBe(false));
    await click('End input');
    await act(async () => ended);
    expect(field().readOnly).toBe(true);
    expect(activeTabId()).toBe('a');
  });

  it('sends each whole line of what is pasted, and keeps the one that is begun', async () => {
    await show(<ActiveStdin />, { session: pythonSession });
    const field = () => host.querySelector('input')!;
    workbench.documents.open('a', [{ path: 'main.py', content: 'play: ask' }]);
    let ended: Promise<void> | undefined;
    await act(async () => {
      ended = workbench.runs.start('a');
    });
    await until(() => expect(field().readOnly).toBe(false));
    const paste = async (text: string) => {
      const clipboardData = { getData: () => text };
      const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), { clipboardData });
      await act(async () => field().dispatchEvent(event));
      return event.defaultPrevented;
    };
    expect(await paste('one line alone')).toBe(false);
    expect(await paste('Ada\r\nGrace\n\nLin')).toBe(true);
    expect(field().value).toBe('Lin');
    await until(() => expect(workbench.outputs.get('a').plainText()).toContain('Nice to meet you, Grace!'));
    expect(workbench.memory.read('a').sentLines).toEqual(['Ada', 'Grace']);
    await click('End input');
    await act(async () => ended);
    const greeted = workbench.outputs
      .get('a')
      .plainText()
      .matchAll(/meet you, (\w*)!/g);
    expect([...greeted].map(([, name]) => name)).toEqual(['Ada', 'Grace', '', 'Lin']);
  });
});

describe('the tab strip', () => {
  it('says how a tab ended, and closes it', async () => {
    await show(<TabStrip />, { session: pythonSession });
    await act(() => workbench.runs.start('a'));
    const tab = host.querySelector('[role="tab"]');
    expect(tab?.getAttribute('aria-label')).toBe('Mine, exited with 0 after 83 ms');
    await act(async () => host.querySelector<HTMLElement>('[title="Close Mine"]')!.click());
    expect(host.querySelectorAll('[role="tab"]')).toHaveLength(0);
    await act(async () => workbench.tabs.reopen());
    expect(host.querySelectorAll('[role="tab"]')).toHaveLength(1);
  });
});
