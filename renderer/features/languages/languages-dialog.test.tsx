// @vitest-environment happy-dom
/** The languages' table over a fake engine. */
import { Tooltip } from 'radix-ui';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Workbench } from '../../app/workbench';
import { WorkbenchContext } from '../../app/workbench-context';
import { createFakeClient, type FakeClient, type FakeClientOptions } from '../../dev/fake-client';
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

async function show(options: FakeClientOptions): Promise<FakeClient> {
  const client = createFakeClient(options);
  workbench = new Workbench(client);
  await act(async () => {
    await workbench.start();
    root.render(
      <WorkbenchContext value={workbench}>
        <Tooltip.Provider>
          <LanguagesDialog onClose={() => {}} />
        </Tooltip.Provider>
      </WorkbenchContext>,
    );
  });
  return client;
}

/** The cells of a language. */
function readRow(title: string): Record<'engine' | 'image' | 'size' | 'embedded' | 'lastUsed', string> {
  const row = [...document.querySelectorAll('tr')].find((each) => each.querySelector('th')?.textContent === title);
  const cells = [...(row?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent ?? '');
  const [engine = '', image = '', size = '', embedded = '', lastUsed = ''] = cells;
  return { engine, image, size, embedded, lastUsed };
}

const readTitles = () => [...document.querySelectorAll('tbody th')].map((head) => head.textContent);
const find = (name: string) => document.querySelector<HTMLButtonElement>(`[aria-label="${name}"]`)!;
const click = (name: string) => act(async () => find(name).click());
const press = (text: string) =>
  act(async () => [...document.querySelectorAll('button')].find((each) => each.textContent === text)!.click());
const until = (check: () => void) => act(() => vi.waitFor(check, { timeout: 8000 }));

it('says of every language what it runs in, what it takes and when it ran last', async () => {
  await show({ missing: ['c'], runtimes: { python: 'ready', javascript: 'broken', c: 'missing' } });
  await until(() => expect(readRow('Python').size).toBe('50 MB'));
  expect(readRow('Python')).toMatchObject({ engine: 'Docker', lastUsed: 'never' });
  expect(readRow('Python').image).toContain('runyard/python:debian');
  expect(readRow('Python').embedded).toBe('python 1.0 (fake)40 MB');
  expect(readRow('JavaScript').embedded).toContain("Run npm install in Runyard's folder.");
  expect(readRow('C')).toMatchObject({ image: 'Pull 52 MBBuild', size: '', embedded: 'Install 12 MB' });
  expect(readRow('Bash').embedded).toBe('not available');
  expect(readRow('Rust').lastUsed).toBe('5 min ago');
  expect(document.querySelector('[aria-label="Disk use"]')?.textContent).toContain(
    '6 images, 1.2 GB on disk, of which 164 MB are shared',
  );
  await press('On disk');
  expect(readTitles()).toEqual(['Bash', 'Haskell', 'Rust', 'TypeScript', 'JavaScript', 'Python', 'C']);
});

it('follows the files of the languages, and says what is wrong with them', async () => {
  const client = await show({});
  expect(document.body.textContent).not.toContain('problem');
  const [first, ...others] = (await client.specs.list()).specs;
  const problem = { file: '/home/ada/zig.yaml', line: 3, entry: 'zig', message: '`run`: is missing' };
  client.setSpecs({ specs: [{ ...first!, title: 'Mine' }, ...others], problems: [problem] });
  await until(() => expect(readTitles()).toContain('Mine'));
  const said = document.querySelector('.spec-problems')?.textContent;
  expect(said).toBe(' 1 problem in the files of languages/home/ada/zig.yaml:3 zig: `run`: is missing');
  client.setSpecs({ specs: others, problems: [] });
  await until(() => expect(readTitles()).not.toContain('Mine'));
  expect(document.querySelector('.spec-problems')).toBeNull();
});

it('removes an image at the second press, says what that frees, and why it cannot', async () => {
  await show({ inUse: 'rust' });
  await until(() => expect(readRow('Python').size).toBe('50 MB'));
  await click('Remove the image for Python');
  expect(readRow('Python').image).toContain('Frees 50 MB.');
  await press('Keep');
  expect(document.activeElement).toBe(find('Remove the image for Python'));
  await click('Remove the image for Python');
  await click('Remove the image for Python now');
  await until(() => expect(readRow('Python').image).toBe('Pull 52 MBBuild'));
  await click('Remove the image for Rust');
  await click('Remove the image for Rust now');
  await until(() => expect(readRow('Rust').image).toContain('in use by 1 container: busy_ada. End it and try again.'));
});

it('says that a run of one’s own uses an image', async () => {
  await show({});
  await until(() => expect(readRow('Python').size).toBe('50 MB'));
  const { tabs, runs, store } = workbench;
  const python = store.getState().tabs[0]!;
  workbench.documents.open(python.id, [{ path: 'main.py', content: '# play: wait' }]);
  await act(async () => void runs.start(python.id));
  await until(() => expect(store.getState().runs[python.id]?.kind).toBe('running'));
  await click('Remove the image for Python');
  expect(readRow('Python').image).toContain(`In use by a run in ${python.title}. Stop it first.`);
  expect(find('Remove the image for Python now')).toBeNull();
  await act(async () => runs.stop(python.id));
  await act(async () => tabs.close(python.id));
});

it('rebuilds what is out of date, and builds all that is missing; both can be cancelled', {
  timeout: 30_000,
}, async () => {
  await show({ outdated: 'bash', missing: ['c', 'rust'] });
  await until(() => expect(readRow('Bash').image).toContain('out of date'));
  await press('Rebuild all out of date (1)');
  await until(() => expect(readRow('Bash').image).toBe('runyard/bash:debianRebuildRemove'));
  await press('Build all missing (2)');
  await press('Cancel all (2)');
  await until(() => expect(readRow('C').image).toBe('Pull 52 MBBuild'));
  await press('Pull all missing (2, 104 MB)');
  await until(() => expect(readRow('Rust').image).toContain('runyard/rust:debian'));
  await until(() => expect(readRow('C').size).not.toBe(''));
});

it('serves without Docker too: a runtime is installed with progress, and let be', async () => {
  await show({ engine: 'unavailable', runtimes: { c: 'missing' } });
  expect(document.body.textContent).toContain('Add yourself to the group');
  expect(readRow('C')).toMatchObject({ engine: 'to be installed', image: 'needs Docker', embedded: 'Install 12 MB' });
  await click('Install 12 MB: runtime for C');
  await click('Cancel the runtime for C');
  await until(() => expect(readRow('C').embedded).toBe('Install 12 MB'));
  await click('Install 12 MB: runtime for C');
  await until(() => expect(document.querySelector('[role="progressbar"]')).not.toBeNull());
  await until(() => expect(readRow('C').embedded).toContain('c 1.0 (fake)'));
});
