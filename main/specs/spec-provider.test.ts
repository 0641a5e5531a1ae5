import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunyardError } from '../../contract';
import { SpecProvider } from './spec-provider';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-specs-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function load(files: Record<string, string>): Promise<SpecProvider> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const provider = new SpecProvider([folder]);
  await provider.load();
  return provider;
}

const spec = (id: string, rest = '') => `id: ${id}\ntitle: ${id}\nfile: main\nimage: x:1\nrun: [x]\n${rest}`;

describe('SpecProvider', () => {
  it('finds a spec by id and alias in upper or lower case', async () => {
    const provider = await load({ 'a.yaml': spec('python', 'aliases: [Py]\n') });
    expect(provider.find('PYTHON').id).toBe('python');
    expect(provider.find('pY').id).toBe('python');
    expect(provider.list().problems).toEqual([]);
  });

  it('says what may have been meant', async () => {
    const provider = await load({ 'a.yaml': spec('python'), 'b.yaml': spec('ruby') });
    const error = captureError(() => provider.find('pyhton'));
    expect(error.code).toBe('SPEC_UNKNOWN');
    expect(error.message).toContain('python');
    expect(error.message).not.toContain('ruby');
    expect(error.remedy).toContain('python, ruby');
    expect(captureError(() => provider.find('zzz')).message).toBe('There is no language "zzz".');
  });

  it('tells the line of a broken field and keeps the other files', async () => {
    const provider = await load({
      'a.yaml': 'id: a\ntitle: A\nfile: main\nimage: x:1\nrun: [x]\nlimits:\n  cpus: 1\n  memoryBytes: many\n',
      'b.yaml': spec('b'),
    });
    expect(provider.list().specs.map(({ id }) => id)).toEqual(['b']);
    expect(provider.list().problems).toEqual([
      expect.objectContaining({
        file: join(folder, 'a.yaml'),
        line: 8,
        entry: 'a',
        message: expect.stringContaining('`limits.memoryBytes`'),
      }),
    ]);
  });

  it('names a field that is not known, and one that is missing', async () => {
    const provider = await load({ 'a.yaml': 'id: a\ntitle: A\nimage: x\nrun: [x]\nprivileged: true\n' });
    expect(provider.list().problems).toEqual([
      expect.objectContaining({ line: 1, message: expect.stringContaining('`file`') }),
      expect.objectContaining({ line: 5, message: '`privileged`: no such field' }),
    ]);
  });

  it('reports a text that is no YAML', async () => {
    const provider = await load({ 'a.yaml': 'id: a\ntitle: "A\nrun: [x]\n', 'b.yaml': spec('b') });
    expect(provider.list().specs).toHaveLength(1);
    expect(provider.list().problems[0]).toMatchObject({ file: join(folder, 'a.yaml') });
    expect(provider.list().problems[0]?.line).toBeGreaterThanOrEqual(2);
  });

  it('reports a regular expression that is none, and a matcher without a line', async () => {
    const provider = await load({
      'a.yaml': spec('a', 'diagnostics:\n  - pattern: "(?<line>"\n'),
      'b.yaml': spec('b', 'diagnostics:\n  - pattern: "x(?<line>1)"\n  - pattern: "(?<file>x)"\n'),
    });
    expect(provider.list().specs).toEqual([]);
    expect(provider.list().problems.map(({ entry, line }) => [entry, line])).toEqual([
      ['a', 7],
      ['b', 8],
    ]);
    expect(provider.list().problems[1]?.message).toContain('group named `line`');
  });

  it('keeps the first of two with the same id', async () => {
    const provider = await load({ 'a.yaml': spec('x'), 'b.yaml': spec('x').replace('title: x', 'title: Other') });
    expect(provider.find('x').title).toBe('x');
    expect(provider.list().problems).toEqual([
      expect.objectContaining({ file: join(folder, 'b.yaml'), line: 1, entry: 'x' }),
    ]);
  });

  it('drops an alias that another language has, and keeps the language', async () => {
    const provider = await load({
      'a.yaml': spec('a', 'aliases: [shared, B]\n'),
      'b.yaml': spec('b', 'aliases: [Shared, own]\n'),
    });
    expect(provider.find('b').id).toBe('b');
    expect(provider.find('shared').id).toBe('a');
    expect(provider.find('own').aliases).toEqual(['own']);
    expect(provider.list().problems.map(({ entry, message }) => `${entry}: ${message}`)).toEqual([
      expect.stringMatching(/^a: the alias "B" is taken by b/),
      expect.stringMatching(/^b: the alias "Shared" is taken by a/),
    ]);
  });

  it('lets the first source that describes a language hold, by id or by an entry of ranna’s, and says nothing', async () => {
    const mine = join(folder, 'mine.yaml');
    const ranna = join(folder, 'ranna.yaml');
    const ours = join(folder, 'ours');
    await mkdir(ours);
    await writeFile(mine, spec('ruby', 'aliases: [rb]\n').replace('title: ruby', 'title: My Ruby'));
    await writeFile(ranna, 'python3: {image: p, entrypoint: python3, filename: a.py}\npython: {use: python3}\n');
    await writeFile(join(ours, 'python.yaml'), spec('python', 'aliases: [py]\n'));
    await writeFile(join(ours, 'ruby.yaml'), spec('ruby', 'aliases: [rb, ruby3]\n'));
    await writeFile(join(ours, 'perl.yaml'), spec('perl', 'aliases: [rb, pl]\n'));
    const provider = new SpecProvider([mine, ranna, ours]);
    await provider.load();
    expect(provider.list().problems).toEqual([]);
    expect(provider.find('ruby').title).toBe('My Ruby');
    expect(provider.find('python').id).toBe('python3');
    expect(provider.list().specs.map(({ id }) => id)).toEqual(['ruby', 'perl', 'python3']);
    expect(provider.find('perl').aliases).toEqual(['pl']);
  });

  it('does not let an alias take a language’s own name away, whosever it is', async () => {
    const mine = join(folder, 'mine.yaml');
    await writeFile(mine, spec('mine', 'aliases: [c]\n'));
    await writeFile(join(folder, 'c.yaml'), spec('c'));
    const provider = new SpecProvider([mine, join(folder, 'c.yaml')]);
    await provider.load();
    expect(provider.find('c').id).toBe('c');
    expect(provider.list().problems).toEqual([
      { file: mine, line: 1, entry: 'mine', message: `the alias "c" is taken by c (${join(folder, 'c.yaml')}:1)` },
    ]);
  });

  it('reports a source that is not there and loads the rest', async () => {
    await writeFile(join(folder, 'a.yaml'), spec('a'));
    const provider = new SpecProvider([join(folder, 'nowhere'), join(folder, 'a.yaml')]);
    await provider.load();
    expect(provider.list().specs).toHaveLength(1);
    expect(provider.list().problems[0]).toMatchObject({ file: join(folder, 'nowhere'), line: null });
  });

  it('refuses a text that expands without bounds', async () => {
    const levels = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((c, i) => {
        const before = 'abcdefg'[i];
        return `${c}: &${c} [${Array(9).fill(`*${before}`).join(',')}]`;
      }),
    ];
    const provider = await load({ 'a.yaml': `${levels.join('\n')}\n`, 'b.yaml': spec('b') });
    expect(provider.list().specs).toHaveLength(1);
    expect(provider.list().problems).toHaveLength(1);
  });
});

describe('the first set', () => {
  it('is valid, and every language can be built from Debian packages and has its examples', async () => {
    const provider = new SpecProvider(['specs']);
    await provider.load();
    const { specs, problems } = provider.list();
    expect(problems).toEqual([]);
    expect(specs).toHaveLength(18);
    for (const spec of specs) {
      expect(spec.debian, spec.id).toBeDefined();
      const kinds = spec.examples.map(({ id }) => id);
      expect(kinds, spec.id).toEqual(expect.arrayContaining(['hello', 'echo', 'error']));
      if (spec.compile) expect(kinds, spec.id).toContain('compile-error');
    }
  });
});

function captureError(act: () => unknown): RunyardError {
  try {
    act();
  } catch (error) {
    if (error instanceof RunyardError) return error;
  }
  throw new Error('no RunyardError was thrown');
}
