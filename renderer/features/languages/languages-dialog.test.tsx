// @vitest-environment happy-dom
/** The languages' table over a fake engine. */
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Workbench } from '../../app/workbench';
import { WorkbenchContext } from '../../app/workbench-context';
import { createFakeClient, type FakeClientOptions } from '../../dev/fake-client';
import { LanguagesDialog } from './languages-dialog';

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

async function show(options: FakeClientOptions): Promise<void> {
  const client = createFakeClient(options);
  workbench = new Workbench(client);
  await act(async () => {
    await workbench.start();
    root.render(
      <WorkbenchContext value={workbench}>
        <LanguagesDialog onClose={() => {}} />
      </WorkbenchContext>,
    );
  });
}

/** The two cells of a language. */
function readRow(title: string): Array<string | null> {
  const row = [...document.querySelectorAll('tr')].find((each) => each.querySelector('th')?.textContent === title);
  return [...(row?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent);
}

const click = (name: string) =>
  act(async () => document.querySelector<HTMLButtonElement>(`[aria-label="${name}"]`)!.click());
const until = (check: () => void) => act(() => vi.waitFor(check, { timeout: 8000 }));

it('says of every language what it can run with', async () => {
  await show({ missing: ['c'], runtimes: { python: 'ready', javascript: 'broken', c: 'missing' } });
  expect(readRow('Python')).toEqual(['ready, 270 MB', 'python 1.0 (fake)']);
  expect(readRow('JavaScript')[1]).toContain("Run npm install in Runyard's folder.");
  expect(readRow('C')).toEqual(['Pull 52 MBBuild', 'Install 12 MB']);
  expect(readRow('Bash')).toEqual(['ready, 270 MB', 'not available']);
});

it('serves without Docker too: a runtime is installed with progress, and let be', async () => {
  await show({ engine: 'unavailable', runtimes: { c: 'missing' } });
  expect(document.body.textContent).toContain('Add yourself to the group');
  expect(readRow('C')).toEqual(['needs Docker', 'Install 12 MB']);
  await click('Install 12 MB: runtime for C');
  await click('Cancel the runtime for C');
  await until(() => expect(readRow('C')[1]).toBe('Install 12 MB'));
  await click('Install 12 MB: runtime for C');
  await until(() => expect(document.querySelector('[role="progressbar"]')).not.toBeNull());
  await until(() => expect(readRow('C')[1]).toContain('c 1.0 (fake)'));
});
