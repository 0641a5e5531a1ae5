import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type OutsideChange, TabState, type WorkspaceState } from '../../contract';
import { Workspace } from './workspace';

let base: string;
let dataDir: string;
let folder: string;
const opened: Workspace[] = [];

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'runyard-workspace-'));
  dataDir = join(base, 'data');
  folder = join(base, 'My Scratches');
});

afterEach(async () => {
  for (const workspace of opened.splice(0)) await workspace[Symbol.asyncDispose]();
  await rm(base, { recursive: true, force: true });
});

const languages: Record<string, { specId: string; file: string }> = {
  '.py': { specId: 'python', file: 'main.py' },
  '.java': { specId: 'java', file: 'Main.java' },
};

function open(options: { historyLimits?: { count: number; bytes: number } } = {}): Workspace {
  const findLanguage = (ending: string) => languages[ending] ?? null;
  const workspace = new Workspace({ dataDir, folder, findLanguage, pollMs: 5, ...options });
  opened.push(workspace);
  return workspace;
}

function tabOf(id: string, title: string, files = ['main.py'], change: Partial<TabState> = {}): TabState {
  const [first = ''] = files;
  return TabState.parse({ id, title, specId: 'python', files, entry: first, shown: first, ...change });
}

function stateOf(...tabs: TabState[]): WorkspaceState {
  return { tabs, activeTabId: tabs[0]?.id ?? null, theme: 'dark', layout: 'below' };
}

/** A window: loads, and saves texts given as `tab/path`. */
async function openWindow(workspace = open()) {
  const loaded = await workspace.load();
  return {
    workspace,
    loaded,
    save: (state: WorkspaceState, texts: Record<string, string> = {}) =>
      workspace.save({
        lease: loaded.lease,
        state,
        texts: Object.entries(texts).map(([name, content]) => {
          const [tabId = '', ...path] = name.split('/');
          return { tabId, path: path.join('/'), content };
        }),
      }),
    readChange: async (): Promise<OutsideChange> => {
      const leave = new AbortController();
      for await (const change of workspace.watch(loaded.lease, leave.signal)) {
        leave.abort();
        return change;
      }
      throw new Error('no change');
    },
    resolve: (tabId: string, path: string, keep: 'mine' | 'theirs') =>
      workspace.resolve(loaded.lease, { tabId, path }, keep),
  };
}

async function restart() {
  for (const workspace of opened.splice(0)) await workspace[Symbol.asyncDispose]();
  return openWindow();
}

const readScratch = (name: string) => readFile(join(folder, name), 'utf8');
const listTree = async (at = folder) => (await readdir(at, { recursive: true })).sort();

describe('scratches', () => {
  test('are plain files, named after their tabs, and come back', async () => {
    const first = await openWindow();
    expect(first.loaded.state).toBeNull();
    const view = { 'main.py': { line: 3, column: 2, topLine: 1 } };
    const stdin = { draft: 'half', sent: ['a', 'b'] };
    const tab = tabOf('a', 'Fibonacci', ['main.py'], { args: '-n 5', env: { A: 'b' }, stdin, views: view });
    const state = stateOf(tab, tabOf('b', 'Größe: 1/2?', ['Main.java']));
    await first.save(state, { 'a/main.py': 'print("grüße 😀")\r\n\0', 'b/Main.java': 'class Main {}' });
    expect(await listTree()).toEqual(['Fibonacci.py', 'Größe- 1-2-.java']);
    expect(await readScratch('Fibonacci.py')).toBe('print("grüße 😀")\r\n\0');
    const { loaded } = await restart();
    expect(loaded.state).toEqual(state);
    expect(loaded.texts).toContainEqual({ tabId: 'a', path: 'main.py', content: 'print("grüße 😀")\r\n\0' });
    expect(loaded.notices).toEqual([]);
  });

  test('follow their titles, and never take a name that is taken', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'SORT.PY'), 'not of a tab');
    await writeFile(join(folder, 'notes.txt'), 'not of a tab either');
    const { save } = await openWindow();
    await save(stateOf(tabOf('a', 'One'), tabOf('b', 'Sort')), { 'a/main.py': '1', 'b/main.py': '2' });
    expect(await listTree()).toEqual(['One.py', 'SORT.PY', 'Sort 2.py', 'notes.txt']);
    await save(stateOf(tabOf('a', 'sort'), tabOf('b', 'Other')));
    expect(await listTree()).toEqual(['Other.py', 'SORT.PY', 'notes.txt', 'sort 3.py']);
    const { loaded } = await restart();
    expect(loaded.texts.map(({ content }) => content).sort()).toEqual(['1', '2']);
  });

  test('of several files are a folder; a file that is deleted or renamed goes to its place', async () => {
    const { save, workspace } = await openWindow();
    await save(stateOf(tabOf('a', 'Sums')), { 'a/main.py': 'import lib.add' });
    const two = tabOf('a', 'Sums', ['main.py', 'lib/add.py', 'x.txt']);
    await save(stateOf(two), { 'a/lib/add.py': 'ADD', 'a/x.txt': 'X' });
    expect(await listTree()).toEqual(['Sums', 'Sums/lib', 'Sums/lib/add.py', 'Sums/main.py', 'Sums/x.txt']);
    await save(stateOf(tabOf('a', 'Sums', ['main.py', 'add.py'])), { 'a/add.py': 'ADD' });
    expect(await listTree()).toEqual(['Sums', 'Sums/add.py', 'Sums/main.py']);
    // Renamed is not deleted.
    const [item, ...none] = await workspace.history.list();
    expect([item?.reason, item?.title, none]).toEqual(['deleted', 'x.txt', []]);
    expect((await workspace.history.read(item?.id ?? '')).files).toEqual([{ path: 'x.txt', content: 'X' }]);
    const { loaded } = await restart();
    expect(loaded.state?.tabs[0]?.files).toEqual(['main.py', 'add.py']);
  });

  test('of one file stay where they are when the file is renamed in its tab', async () => {
    const { save } = await openWindow();
    await save(stateOf(tabOf('a', 'Sums')), { 'a/main.py': 'SUMS' });
    await save(stateOf(tabOf('a', 'Sums', ['script.py'])), { 'a/script.py': 'SUMS' });
    expect(await readScratch('Sums.py')).toBe('SUMS');
    await save(stateOf(tabOf('a', 'Sums', ['other.py'])), { 'a/other.py': 'MORE' });
    expect(await readScratch('Sums.py')).toBe('MORE');
    const { loaded } = await restart();
    expect(loaded.texts).toEqual([{ tabId: 'a', path: 'other.py', content: 'MORE' }]);
  });

  test('are not made of what lies in the folder at a first start', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'mine.py'), 'not of Runyard');
    const { loaded } = await openWindow();
    expect(loaded.texts).toEqual([]);
    expect(await readScratch('mine.py')).toBe('not of Runyard');
  });

  test('are kept in the session while their folder cannot be written, with a remedy, and written when it can', async () => {
    await writeFile(folder, 'a file where the folder should be');
    const { save } = await openWindow();
    const state = stateOf(tabOf('a', 'One'));
    await expect(save(state, { 'a/main.py': 'kept' })).rejects.toMatchObject({
      code: 'WORKSPACE_FAILED',
      message: expect.stringContaining(folder),
      remedy: expect.stringContaining(folder),
    });
    const second = await restart();
    await rm(folder);
    await second.save(state);
    expect(await readScratch('One.py')).toBe('kept');
  });

  test('come back when their folder does', async () => {
    const { save } = await openWindow();
    await save(stateOf(tabOf('a', 'One')), { 'a/main.py': '1' });
    for (const workspace of opened.splice(0)) await workspace[Symbol.asyncDispose]();
    await rename(folder, `${folder} away`);
    const second = await openWindow();
    expect(second.loaded.state?.tabs).toEqual([]);
    expect(second.loaded.notices[0]).toContain(`${folder}, is not there`);
    await second.save(stateOf(tabOf('b', 'Two')), { 'b/main.py': '2' });
    for (const workspace of opened.splice(0)) await workspace[Symbol.asyncDispose]();
    await rename(join(`${folder} away`, 'One.py'), join(folder, 'One.py'));
    const third = await openWindow();
    expect(third.loaded.texts.map(({ content }) => content).sort()).toEqual(['1', '2']);
  });
});

describe('the session file', () => {
  test.each([
    ['cut short', '{"version":2,"tabs":[{"id":"a"'],
    ['empty', ''],
    ['of a later version', '{"version":3,"tabs":[],"activeTabId":null}'],
  ])('that is %s is set aside, and the scratches are found in the folder', async (_, text) => {
    const { save } = await openWindow();
    await save(stateOf(tabOf('a', 'One'), tabOf('b', 'Two', ['main.py', 'lib.py'])), {
      'a/main.py': '1',
      'b/main.py': '2',
      'b/lib.py': '3',
    });
    for (const workspace of opened.splice(0)) await workspace[Symbol.asyncDispose]();
    await writeFile(join(dataDir, 'session.json'), text);
    const { loaded } = await openWindow();
    expect(loaded.state?.tabs.map((tab) => [tab.title, tab.specId, tab.files]).sort()).toEqual([
      ['One', 'python', ['main.py']],
      ['Two', 'python', ['lib.py', 'main.py']],
    ]);
    const aside = (await readdir(dataDir)).find((name) => name.startsWith('session.broken-'));
    expect(await readFile(join(dataDir, aside ?? ''), 'utf8')).toBe(text);
    expect(loaded.notices[0]).toContain(aside);
  });

  test('of the first Runyard is brought over with its texts, and kept', async () => {
    const tabs = [
      { id: 'a', title: 'Mine', specId: 'python', files: [{ path: 'main.py', content: 'old' }], args: '-x' },
    ];
    const text = JSON.stringify({ version: 1, tabs, activeTabId: 'a', theme: 'light', layout: 'below' });
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'session.json'), text);
    const { loaded } = await openWindow();
    expect(loaded.state).toMatchObject({ theme: 'light', layout: 'below', activeTabId: 'a', tabs: [{ args: '-x' }] });
    expect(loaded.texts).toEqual([{ tabId: 'a', path: 'main.py', content: 'old' }]);
    expect(await readScratch('Mine.py')).toBe('old');
    const kept = (await readdir(dataDir)).find((name) => name.startsWith('session.version-1-'));
    expect(await readFile(join(dataDir, kept ?? ''), 'utf8')).toBe(text);
    expect((await restart()).loaded.texts).toEqual(loaded.texts);
  });

  test('of a data folder in use is left alone', async () => {
    await openWindow();
    await expect(open().load()).rejects.toMatchObject({ code: 'WORKSPACE_TAKEN' });
  });

  test('is saved by the window that loaded last', async () => {
    const first = await openWindow();
    await first.save(stateOf(tabOf('a', 'One')), { 'a/main.py': '1' });
    const second = await openWindow(first.workspace);
    expect(second.loaded.texts).toEqual([{ tabId: 'a', path: 'main.py', content: '1' }]);
    await expect(first.save(stateOf())).rejects.toMatchObject({ code: 'WORKSPACE_TAKEN' });
    await second.save(stateOf(tabOf('a', 'One')), { 'a/main.py': '2' });
    expect(await readScratch('One.py')).toBe('2');
  });
});

describe('what another program does', () => {
  async function openChanged(theirs: string | null) {
    const window = await openWindow();
    await window.save(stateOf(tabOf('a', 'One')), { 'a/main.py': 'mine' });
    const change = window.readChange();
    if (theirs === null) await rm(join(folder, 'One.py'));
    else await writeFile(join(folder, 'One.py'), theirs);
    return { ...window, change: await change };
  }

  test('is told, and taken without a trace where the window has nothing newer', async () => {
    const { change, resolve, workspace } = await openChanged('theirs');
    expect(change).toEqual({ type: 'changed', tabId: 'a', path: 'main.py', theirs: 'theirs', draft: 'none' });
    await resolve('a', 'main.py', 'theirs');
    expect(await workspace.history.list()).toEqual([]);
    expect((await restart()).loaded.texts[0]?.content).toBe('theirs');
  });

  test.each([
    ['mine', 'newer', 'theirs'],
    ['theirs', 'theirs', 'newer'],
  ] as const)('is not written over: %s stays, and the other goes to the history', async (keep, stays, goes) => {
    const { save, resolve, workspace } = await openChanged('theirs');
    await save(stateOf(tabOf('a', 'One')), { 'a/main.py': 'newer' });
    expect(await readScratch('One.py')).toBe('theirs');
    await resolve('a', 'main.py', keep);
    expect(await readScratch('One.py')).toBe(stays);
    const [item] = await workspace.history.list();
    expect(item).toMatchObject({ reason: 'replaced', preview: goes });
    expect((await restart()).loaded.texts[0]?.content).toBe(stays);
  });

  test('is taken without the byte order mark that it may have put before its text', async () => {
    const { change, resolve, save } = await openChanged('\uFEFFtheirs');
    expect(change).toMatchObject({ type: 'changed', theirs: 'theirs' });
    await resolve('a', 'main.py', 'theirs');
    expect(await readScratch('One.py')).toBe('\uFEFFtheirs');
    await save(stateOf(tabOf('a', 'One')), { 'a/main.py': 'mine again' });
    expect(await readScratch('One.py')).toBe('mine again');
  });

  test('between two saves is found by the second', async () => {
    const { save, readChange } = await openWindow();
    await save(stateOf(tabOf('a', 'One')), { 'a/main.py': 'mine' });
    await writeFile(join(folder, 'One.py'), 'theirs');
    await save(stateOf(tabOf('a', 'One')), { 'a/main.py': 'newer' });
    expect(await readScratch('One.py')).toBe('theirs');
    expect(await readChange()).toMatchObject({ theirs: 'theirs' });
    const { loaded, readChange: readAgain } = await restart();
    expect(loaded.texts[0]?.content).toBe('newer');
    expect(await readAgain()).toMatchObject({ theirs: 'theirs', draft: 'newer' });
  });

  test('to a file by deleting it loses no text', async () => {
    const { change, resolve } = await openChanged(null);
    expect(change).toMatchObject({ theirs: null });
    expect((await restart()).loaded.texts[0]?.content).toBe('mine');
    await resolve('a', 'main.py', 'mine').catch(() => {});
    expect(await readScratch('One.py')).toBe('mine');
  });

  test('brings a new file into the tab, which a save that does not know it leaves alone', async () => {
    const { save, readChange } = await openWindow();
    const state = stateOf(tabOf('a', 'Two', ['main.py', 'lib.py']));
    await save(state, { 'a/main.py': '1', 'a/lib.py': '2' });
    const change = readChange();
    await writeFile(join(folder, 'Two', 'new.py'), '3');
    expect(await change).toEqual({ type: 'added', tabId: 'a', path: 'new.py', content: '3' });
    await save(state, { 'a/main.py': '1b' });
    expect(await listTree()).toContain('Two/new.py');
    expect((await restart()).loaded.state?.tabs[0]?.files).toEqual(['main.py', 'lib.py', 'new.py']);
  });

  test('to a scratch of a tab that is closed stays', async () => {
    const { save, workspace } = await openWindow();
    await save(stateOf(tabOf('a', 'One')), { 'a/main.py': 'mine' });
    await writeFile(join(folder, 'One.py'), 'theirs');
    await save(stateOf());
    expect(await readScratch('One.py')).toBe('theirs');
    expect((await workspace.history.list())[0]?.preview).toBe('mine');
  });

  test('to the whole folder loses nothing', async () => {
    const { save, readChange } = await openWindow();
    await save(stateOf(tabOf('a', 'One')), { 'a/main.py': 'mine' });
    void readChange().catch(() => {});
    await rm(folder, { recursive: true });
    await expect.poll(() => readScratch('One.py').catch(() => null)).toBe('mine');
  });
});

test('two Runyards on one folder lose nothing of each other', async () => {
  const first = await openWindow();
  await first.save(stateOf(tabOf('a', 'One')), { 'a/main.py': '1' });
  const other = new Workspace({
    dataDir: join(base, 'other data'),
    folder,
    findLanguage: (ending) => languages[ending] ?? null,
    pollMs: 5,
  });
  opened.push(other);
  const second = await openWindow(other);
  expect(second.loaded.texts).toEqual([]);
  await second.save(stateOf(tabOf('b', 'One')), { 'b/main.py': '2' });
  expect(await listTree()).toEqual(['One 2.py', 'One.py']);
  await second.save(stateOf());
  expect((await other.history.list())[0]?.preview).toBe('2');
  expect(await listTree()).toEqual(['One.py']);
  expect((await restart()).loaded.texts[0]?.content).toBe('1');
});

describe('the history', () => {
  test('has the tabs that were closed, the newest first, and gives them back whole', async () => {
    const { save, workspace } = await openWindow();
    const two = tabOf('b', 'Two', ['main.py', 'lib.py'], { args: '-v' });
    await save(stateOf(tabOf('a', 'One'), two), { 'a/main.py': '1', 'b/main.py': '2', 'b/lib.py': '3' });
    await save(stateOf(two));
    await save(stateOf());
    expect(await listTree()).toEqual([]);
    const items = await workspace.history.list();
    expect(items.map(({ title, reason, fileCount }) => [title, reason, fileCount])).toEqual([
      ['Two', 'closed', 2],
      ['One', 'closed', 1],
    ]);
    const { history } = (await restart()).workspace;
    const { tab, files } = await history.read(items[0]?.id ?? '');
    expect(tab).toEqual(two);
    expect(files.map(({ content }) => content)).toEqual(['2', '3']);
  });

  test('has what was typed just before a tab or a file went', async () => {
    const { save, workspace } = await openWindow();
    await save(stateOf(tabOf('a', 'One', ['main.py', 'x.py'])), { 'a/main.py': '1', 'a/x.py': 'x' });
    await save(stateOf(tabOf('a', 'One')), { 'a/x.py': 'x, last' });
    await save(stateOf(), { 'a/main.py': '1, last' });
    expect((await workspace.history.list()).map(({ preview }) => preview)).toEqual(['1, last', 'x, last']);
  });

  test('lists no tab that is open again', async () => {
    const { save, workspace } = await openWindow();
    const state = stateOf(tabOf('a', 'One'));
    await save(state, { 'a/main.py': '1' });
    await save(stateOf());
    await save(state, { 'a/main.py': '1' });
    expect(await workspace.history.list()).toEqual([]);
    await save(stateOf());
    expect(await workspace.history.list()).toHaveLength(1);
  });

  test('is bounded by count and by bytes; the newest stays', async () => {
    const { save, workspace } = await openWindow(open({ historyLimits: { count: 3, bytes: 100 } }));
    for (const [title, size] of [
      ['A', 1],
      ['B', 1],
      ['C', 1],
      ['D', 1],
      ['E', 99],
      ['F', 1000],
    ] as const) {
      await save(stateOf(tabOf(title, title)), { [`${title}/main.py`]: 'x'.repeat(size) });
      await save(stateOf());
      const titles = (await workspace.history.list()).map((item) => item.title).join('');
      expect(titles).toBe({ A: 'A', B: 'BA', C: 'CBA', D: 'DCB', E: 'ED', F: 'F' }[title]);
    }
  });

  test('sets a broken item aside and keeps the others', async () => {
    const { save } = await openWindow();
    await save(stateOf(tabOf('a', 'One')), { 'a/main.py': '1' });
    await save(stateOf());
    await writeFile(join(dataDir, 'history', '00000000-0000-4000-8000-000000000000.json'), '{');
    const { workspace } = await restart();
    expect((await workspace.history.list()).map(({ title }) => title)).toEqual(['One']);
  });

  test('keeps a tab in the session when it cannot be written', async () => {
    const { save } = await openWindow();
    await save(stateOf(tabOf('a', 'One')), { 'a/main.py': '1' });
    await writeFile(join(dataDir, 'history'), 'a file where the folder should be');
    await expect(save(stateOf())).rejects.toMatchObject({ code: 'WORKSPACE_FAILED' });
    expect(await readScratch('One.py')).toBe('1');
    for (const workspace of opened.splice(0)) await workspace[Symbol.asyncDispose]();
    await rm(join(dataDir, 'history'));
    const { loaded } = await openWindow();
    expect(loaded.texts[0]?.content).toBe('1');
  });
});

test('a folder that may not be written says so (where the system asks)', async () => {
  if (process.getuid?.() === 0) return;
  await mkdir(folder);
  await chmod(folder, 0o500);
  const { save } = await openWindow();
  await expect(save(stateOf(tabOf('a', 'One')), { 'a/main.py': '1' })).rejects.toMatchObject({
    remedy: expect.stringContaining('RUNYARD_WORKSPACE_DIR'),
  });
});
