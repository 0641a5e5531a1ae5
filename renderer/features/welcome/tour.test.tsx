// @vitest-environment happy-dom
/** The tour over a fake engine. */
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Workbench } from '../../app/workbench';
import { WorkbenchContext } from '../../app/workbench-context';
import { createFakeClient, type FakeClientOptions } from '../../dev/fake-client';
import { Tour } from './tour';

let root: Root;
let workbench: Workbench;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const host = document.createElement('div');
  document.body.append(host);
  root = createRoot(host);
});

afterEach(async () => {
  await act(async () => root.unmount());
  workbench.dispose();
  document.body.replaceChildren();
});

async function show(options: FakeClientOptions = {}): Promise<void> {
  workbench = new Workbench(createFakeClient(options));
  await act(async () => {
    await workbench.start();
    root.render(
      <WorkbenchContext value={workbench}>
        <Tour />
      </WorkbenchContext>,
    );
  });
}

const readCard = () => document.querySelector('aside')?.textContent ?? '';
const press = (name: string) =>
  act(async () => [...document.querySelectorAll('button')].find((each) => each.textContent === name)!.click());
const pressEscape = (isTaken: boolean) =>
  act(async () => {
    const event = new KeyboardEvent('keydown', { key: 'Escape', cancelable: true });
    if (isTaken) event.preventDefault();
    window.dispatchEvent(event);
  });

it('leads through three steps at a first start, and is told to screen readers', async () => {
  await show();
  expect(readCard()).toContain('1 of 3');
  expect(workbench.store.getState().announcement).toMatch(/^Tour, 1 of 3\. Run it\./);
  await press('Next');
  await press('Next');
  expect(readCard()).toContain('3 of 3');
  await press('Done');
  expect(readCard()).toBe('');
  await act(async () => workbench.tour.begin());
  expect(readCard()).toContain('1 of 3');
  await press('Skip');
  expect(readCard()).toBe('');
});

it('goes by Escape, unless that was meant for something else, and waits behind a dialog', async () => {
  await show();
  await pressEscape(true);
  expect(readCard()).toContain('1 of 3');
  await act(async () => workbench.store.setState({ activeDialog: 'keys' }));
  expect(readCard()).toBe('');
  await act(async () => workbench.store.setState({ activeDialog: 'none' }));
  await pressEscape(false);
  expect(readCard()).toBe('');
});

it('does not come where there were tabs before', async () => {
  await show({ session: { state: { tabs: [], activeTabId: null, theme: 'dark', layout: 'below' }, texts: [] } });
  expect(readCard()).toBe('');
});
