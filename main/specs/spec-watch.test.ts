/** Spec files that change under a provider that was started: real files, really watched. */
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SpecList } from '../../contract';
import { PathSource } from './path-source';
import { SpecProvider } from './spec-provider';
import { SpecWatch } from './spec-watch';

let folder: string;
let provider: SpecProvider;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-spec-watch-'));
});
afterEach(async () => {
  await provider[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const spec = (id: string, title = id) => `id: ${id}\ntitle: ${title}\nfile: main\nimage: x:1\nrun: [x]\n`;
const write = (name: string, text: string) => writeFile(join(folder, name), text);

async function start(...sources: PathSource[]): Promise<void> {
  provider = new SpecProvider(sources, { pollMs: 20 });
  await provider.start();
}

/** The list at the first change after which it is so. */
async function until(isSo: (list: SpecList) => boolean): Promise<SpecList> {
  for await (const list of provider.watch(AbortSignal.timeout(20_000))) if (isSo(list)) return list;
  throw new Error(`it never was so: ${JSON.stringify(provider.list())}`);
}
const nothing = { specs: [], problems: [] };
const titles = ({ specs }: SpecList) => specs.map(({ title }) => title).join();

it('follows a folder: new files, changed ones, an editor’s renaming, a broken one, and one that goes', async () => {
  await write('a.yaml', spec('a'));
  await start(new PathSource(folder));
  const before = provider.find('a');
  await write('b.yaml', spec('b'));
  await until((list) => titles(list) === 'a,b');
  await write('.a.yaml.new', spec('a', 'A2'));
  await rename(join(folder, '.a.yaml.new'), join(folder, 'a.yaml'));
  await until((list) => titles(list) === 'A2,b');
  // What a run under way was given stays as it was.
  expect(before.title).toBe('a');
  await write('b.yaml', `${spec('b')}privileged: true\n`);
  const { problems } = await until((list) => titles(list) === 'A2');
  expect(problems).toEqual([
    { file: join(folder, 'b.yaml'), line: 6, entry: 'b', message: expect.stringContaining('`privileged`') },
  ]);
  await rm(join(folder, 'b.yaml'));
  await until(({ problems: left }) => left.length === 0);
});

it('follows a single file, through a link that is turned, and reads no pipe and nothing huge', async () => {
  await write('one', spec('a', 'One'));
  await write('two', spec('a', 'Two'));
  await symlink(join(folder, 'one'), join(folder, 'spec.yaml'));
  await write('huge.yaml', `${spec('huge')}# ${'x'.repeat(1024 * 1024)}`);
  await start(
    new PathSource(join(folder, 'spec.yaml')),
    new PathSource(join(folder, 'huge.yaml')),
    new PathSource('/dev/zero'),
  );
  expect(titles(provider.list())).toBe('One');
  expect(provider.list().problems.map(({ message }) => message)).toEqual([
    'cannot be read: is larger than 128 KB',
    'cannot be read: is no file',
  ]);
  await symlink(join(folder, 'two'), join(folder, 'next'));
  await rename(join(folder, 'next'), join(folder, 'spec.yaml'));
  await until((list) => titles(list) === 'Two');
});

it('notices a folder that comes later, and one that goes and comes', async () => {
  const late = join(folder, 'late');
  await start(new PathSource(late, 'fine'));
  expect(provider.list()).toEqual({ specs: [], problems: [] });
  await mkdir(late);
  await writeFile(join(late, 'a.yaml'), spec('a'));
  await until((list) => titles(list) === 'a');
  await rm(late, { recursive: true });
  await until((list) => titles(list) === '');
  // What is loaded on request is known to the watch too.
  await mkdir(late);
  await writeFile(join(late, 'a.yaml'), spec('a'));
  await provider.load();
  await rm(late, { recursive: true });
  await until((list) => titles(list) === '');
  expect(provider.list().problems).toEqual([]);
});

it('waits until a file rests, for it may be half written, but not for ever', async () => {
  await start();
  const restless = Array.from({ length: 30 }, (_, look) => `r${look}`);
  const marks = ['half', 'more', 'whole', 'whole', ...restless];
  const changes: string[] = [];
  let last = 'old';
  let isRead = false;
  const source = {
    mark: async () => {
      if (!isRead) last = marks.shift() ?? last;
      return last;
    },
    read: async () => nothing,
    refresh: async () => {},
    isKnown: async () => true,
  };
  const read = async () => void changes.push(last);
  const onChange = async () => {
    isRead = true;
    await watch.during(read);
    isRead = false;
  };
  await using watch = new SpecWatch({ sources: [source], pollMs: 1, onChange });
  await onChange();
  watch.begin();
  await vi.waitFor(() => expect(changes.at(-1)).toBe('r29'), { timeout: 20_000 });
  expect(changes).toEqual(['old', 'whole', 'r9', 'r19', 'r29']);
});

it('reads again what changed while it was read', async () => {
  await start();
  const marks = ['old', 'new'];
  let last = '';
  const mark = async () => {
    last = marks.shift() ?? last;
    return last;
  };
  const source = { mark, read: async () => nothing, refresh: async () => {}, isKnown: async () => true };
  const reads: string[] = [];
  const onChange = () => watch.during(async () => void reads.push(last));
  await using watch = new SpecWatch({ sources: [source], pollMs: 1, onChange });
  await onChange();
  watch.begin();
  await vi.waitFor(() => expect(reads).toEqual(['old', 'new']), { timeout: 20_000 });
});

it('ends what watches when it is disposed of', async () => {
  await start(new PathSource(folder));
  const lists = provider.watch(new AbortController().signal);
  expect((await lists.next()).done).toBe(false);
  const next = lists.next();
  await provider[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
  expect((await next).done).toBe(true);
});
