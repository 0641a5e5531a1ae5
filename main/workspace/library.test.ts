/** What a person keeps to begin from, and what comes from outside: on disk, bounded, never read where it should not be. */
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Template } from '../../contract';
import { writeZip } from '../../contract/zip-files';
import { Openings } from './openings';
import { readOpening } from './read-opening';
import { RecentStore } from './recent-store';
import { TemplateStore } from './template-store';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-library-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const tab = (content: string) => ({
  spec: 'python',
  title: 'T',
  files: [{ path: 'main.py', content }],
  entry: 'main.py',
  args: '',
  stdin: '',
});
const template = (id: string, content = ''): Template => ({ id, kind: 'template', name: id, tab: tab(content) });

describe('templates', () => {
  it('are there after a restart, replaced by their id and removed', async () => {
    const store = new TemplateStore(folder);
    await Promise.all([store.save(template('a')), store.save(template('b')), store.save(template('a', 'new'))]);
    await store.remove('b');
    expect(await new TemplateStore(folder).list()).toEqual([template('a', 'new')]);
  });

  it('are refused in words where there is no room, and leave the others', async () => {
    const store = new TemplateStore(folder);
    await store.save(template('a'));
    await expect(store.save(template('b', 'x'.repeat(5_000_000)))).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(await store.list()).toHaveLength(1);
  });

  it('are set aside and not overwritten where they cannot be understood', async () => {
    await writeFile(join(folder, 'templates.json'), '{"version":1,"items":[{"id":"odd"}]}');
    const store = new TemplateStore(folder);
    expect(await store.list()).toEqual([]);
    await store.save(template('a'));
    const aside = (await readdir(folder)).find((name) => name.startsWith('templates.broken-'));
    expect(await readFile(join(folder, aside ?? ''), 'utf8')).toContain('odd');
    expect(await store.list()).toHaveLength(1);
  });
});

describe('recent files', () => {
  it('come back by their place as they are now, or as the copy; the newest first, each once, bounded', async () => {
    const place = join(folder, 'a.py');
    await writeFile(place, 'old');
    const store = new RecentStore(folder);
    await store.addPlace('file', 'a.py', place);
    await store.addCopy({ source: 'link', name: 'L', tab: tab('1') });
    await store.addPlace('file', 'a.py', place);
    const [first, second, ...others] = await store.list();
    expect([first?.place, second?.name, others]).toEqual([place, 'L', []]);
    await writeFile(place, 'new');
    expect(await store.open(first?.id ?? '')).toMatchObject({ kind: 'files', files: [{ content: 'new' }] });
    await rm(place);
    expect(await store.open(first?.id ?? '')).toEqual({ kind: 'refused', name: 'a.py', problem: 'absent' });
    expect(await store.open(second?.id ?? '')).toEqual({ kind: 'tab', tab: tab('1'), origin: 'link' });
    for (let at = 0; at < 30; at++) await store.addCopy({ source: 'zip', name: `${at}`, tab: tab('') });
    expect((await store.list()).map(({ name }) => name).slice(0, 2)).toEqual(['29', '28']);
    expect(await store.list()).toHaveLength(20);
    await store.clear();
    expect(await store.list()).toEqual([]);
    await expect(store.open(first?.id ?? '')).rejects.toMatchObject({ code: 'HISTORY_UNKNOWN' });
  });
});

describe('openings', () => {
  it('read files, folders and zips, and follow no link out of a folder', async () => {
    await mkdir(join(folder, 'game', 'node_modules'), { recursive: true });
    await writeFile(join(folder, 'secret.txt'), 'secret');
    await writeFile(join(folder, 'game', 'main.py'), 'print(1)');
    await writeFile(join(folder, 'game', 'node_modules', 'x.js'), 'x');
    await writeFile(join(folder, 'game', 'p.png'), new Uint8Array([137, 80, 0, 0]));
    await symlink(join(folder, 'secret.txt'), join(folder, 'game', 'linked.txt'));
    await writeFile(join(folder, 'z.zip'), writeZip([{ path: 'a.py', content: 'a' }]));
    expect(await readOpening(join(folder, 'game'))).toEqual({
      kind: 'files',
      name: 'game',
      files: [{ path: 'main.py', content: 'print(1)' }],
      leftOut: [{ path: 'p.png', reason: 'notText' }],
    });
    expect(await readOpening(join(folder, 'z.zip'))).toMatchObject({ name: 'z', files: [{ path: 'a.py' }] });
    expect(await readOpening(join(folder, 'game', 'p.png'))).toMatchObject({ problem: 'notText' });
    expect(await readOpening('/dev/zero')).toMatchObject({ problem: 'unreadable' });
  });

  it('are given once, to the window that asked last and is there, also what came before there was one', async () => {
    await writeFile(join(folder, 'a.py'), 'a');
    const recents = new RecentStore(folder);
    const openings = new Openings(recents);
    await openings.openArguments(['a.py', 'runyard://v1/x'], folder);
    const ending = new AbortController();
    const earlier = openings.watch(ending.signal)[Symbol.asyncIterator]();
    expect((await earlier.next()).value).toMatchObject({ kind: 'files', name: 'a.py' });
    expect((await earlier.next()).value).toEqual({ kind: 'link', link: 'runyard://v1/x' });
    const waiting = earlier.next();
    const leaving = new AbortController();
    const later = openings.watch(leaving.signal)[Symbol.asyncIterator]();
    const next = later.next();
    openings.offer({ kind: 'link', link: 'runyard://v1/y' });
    expect((await next).value).toEqual({ kind: 'link', link: 'runyard://v1/y' });
    const last = later.next();
    leaving.abort();
    openings.offer({ kind: 'link', link: 'runyard://v1/z' });
    expect((await last).done).toBe(true);
    expect((await waiting).value).toEqual({ kind: 'link', link: 'runyard://v1/z' });
    const end = earlier.next();
    ending.abort();
    expect((await end).done).toBe(true);
    expect(await recents.list()).toMatchObject([{ name: 'a.py', source: 'file', place: join(folder, 'a.py') }]);
  });
});
