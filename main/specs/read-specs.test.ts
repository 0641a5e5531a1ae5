/** What whoever writes a first spec file gets wrong, and what is said of it. */
import { describe, expect, it } from 'vitest';
import { Limits } from '../../contract';
import { resolveLimits } from '../sandbox/limits';
import { readSpecs } from './read-specs';

const ZIG = 'id: zig\ntitle: Zig\nfile: main.zig\nimage: zig:1\nrun: [zig, run, "{entry}"]\n';
const problemsOf = (text: string) =>
  readSpecs('zig.yaml', text).problems.map(({ line, message }) => `${line} ${message}`);

describe('a spec file', () => {
  it.each([
    ['', 'null is empty: a language needs id, title, file, run, and an image, a debian recipe or an embedded runtime'],
    ['- zig\n', expect.stringContaining('1 is a list where fields such as `id: zig` are wanted')],
    ['id: zig\n\ttitle: Zig\n', '2 A tab cannot indent: use blanks'],
    ['id: zig\ntitle: Zig: fast\n', expect.stringContaining('2 There is a second ": " in the line')],
    [`${ZIG}id: zag\n`, '6 The key is there already'],
    [`${ZIG}---\n${ZIG}`, expect.stringContaining('6 There is more than one document')],
    [ZIG.replace('title: Zig\n', ''), '1 `title`: is missing'],
    [ZIG.replace('id: zig', 'id: Zig'), '1 `id`: lower-case letters, digits and _ . + # - only'],
    [ZIG.replace('title: Zig', 'title: 3'), '2 `title`: must be a text, not a number; put quotes around it'],
    [ZIG.replace('"{entry}"', '{entry}'), expect.stringContaining('5 `run`: must be a list of words such as')],
    [ZIG.replace('zig:1', '""'), '4 `image`: no name of an image, such as python:3.13-slim'],
    [`${ZIG}alias: [z]\n`, '6 `alias`: no such field; did you mean `aliases`?'],
    [`${ZIG}aliases: z\n`, '6 `aliases`: must be a list, not a text'],
    [`${ZIG}limits:\n  memory: 256M\n`, '7 `limits.memory`: no such field; did you mean `memoryBytes`?'],
    [`${ZIG}limits:\n  cpus: 0\n`, '7 `limits.cpus`: must be 0.1 or more'],
    [`${ZIG}debian: { packages: [Zig] }\n`, '6 `debian.packages.0`: no name of a Debian package'],
    [
      `${ZIG}diagnostics:\n  - pattern: "(?<line>1)"\n    severity: bad\n`,
      '8 `diagnostics.0.severity`: must be one of error, warning, info',
    ],
    [`${ZIG}inline: { template: main }\n`, '6 `inline.template`: needs `{code}` on a line of its own'],
    [`${ZIG}format: zig fmt\n`, '6 `format`: must be {tool: prettier, parser: …} or {command: …}'],
  ])('%j', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it('of ranna’s may share fields among its entries, as Go’s YAML does', () => {
    const shared = 'py: &py {image: p, entrypoint: python3, filename: a.py}\npy2:\n  <<: *py\n  image: p:2\n';
    expect(readSpecs('spec.yaml', shared).specs.map(({ spec }) => spec.image)).toEqual(['p', 'p:2']);
  });

  it('of ranna’s is taken for one though an entry of it is broken', () => {
    const { specs, problems } = readSpecs(
      'spec.yaml',
      'py3.9: {image: p, entrypoint: python3, filename: a.py}\nempty:\ngo:\n  image: golang\n  filename: ../a.go\n  cmd: go\n',
    );
    expect(specs.map(({ spec }) => spec.id)).toEqual(['py3.9']);
    expect(problems.map(({ line, entry, message }) => `${line} ${entry} ${message}`)).toEqual([
      '2 empty must be a map of fields such as `image` and `filename`, or of `use`',
      '5 go `filename`: leaves the work folder',
    ]);
  });
});

describe('a spec that comes from somebody', () => {
  it('is read within bounds, whatever is in it', () => {
    const fill = (count: number, write: (index: number) => string) =>
      Array.from({ length: count }, (_, i) => write(i)).join('');
    expect(problemsOf(fill(501, (i) => `a${i}: { use: x }\n`))).toEqual(['1 has 501 entries; 500 are read']);
    const strangers = problemsOf(`${ZIG}${fill(300, (i) => `k${i}: 1\n`)}`);
    expect([strangers.length, strangers.at(-1)]).toEqual([101, 'null has more problems; these are the first 100']);
    // Each took the parser seconds, or all of the stack.
    const deep = '1 is more than 64 levels deep';
    for (const sign of ['[', '{', '{a: ', '- ', '? ']) expect(problemsOf(sign.repeat(20_000))).toEqual([deep]);
    const rows = Array.from({ length: 44 }, (_, row) => `${' '.repeat(row * 120)}${'- '.repeat(60)}`);
    expect(problemsOf(`${rows.join('\n')}x\n`)).toEqual(['17 It is nested too deep: write it with fewer levels']);
    const dense = [
      fill(9000, (i) => `k${i}: 1\n`),
      '- &a x\n- *a\n'.repeat(9000),
      '}'.repeat(90_000),
      '%\n'.repeat(60_000),
    ];
    for (const text of dense) expect(problemsOf(text)).toEqual([expect.stringContaining('more than 12000 words')]);
    const line = JSON.stringify(Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`k${i}`, { use: 'x' }])));
    expect(problemsOf(line)).not.toContain(deep);
    // Not in what a text says, however long it is.
    const code = `examples:\n  - { id: a, title: A, files: [{ path: a, content: "${'[{- '.repeat(20_000)}" }] }\n`;
    expect(readSpecs('a.yaml', `${ZIG}${code}`).problems).toEqual([]);
    expect(problemsOf('__proto__: { use: constructor }\n')).toHaveLength(1);
  });

  it('has no word on the walls of a sandbox', () => {
    const loose = [
      'privileged: true',
      'network: host',
      'user: root',
      'volumes: [/:/host]',
      'runtime: runc',
      'capAdd: [ALL]',
    ];
    const { specs, problems } = readSpecs('a.yaml', `${ZIG}${loose.join('\n')}\n`);
    expect(specs).toEqual([]);
    expect(problems.map(({ line }) => line)).toEqual([6, 7, 8, 9, 10, 11]);
    // ranna's files are read as ranna reads them: what is not known does nothing.
    const ranna = `py: {image: p, entrypoint: p, filename: a.py, ${loose.join(', ')}}\n`;
    const [read] = readSpecs('spec.yaml', ranna).specs;
    expect(Object.keys(read?.spec ?? {}).sort()).toEqual([
      'aliases',
      'diagnostics',
      'editor',
      'env',
      'examples',
      'file',
      'id',
      'image',
      'inline',
      'limits',
      'missingPackage',
      'run',
      'title',
    ]);
  });

  it('names no place outside', () => {
    expect(problemsOf(ZIG.replace('main.zig', '../main.zig'))).toEqual(['3 `file`: leaves the work folder']);
    expect(problemsOf(`${ZIG}embedded: ../../evil\n`)).toEqual([
      '6 `embedded`: lower-case letters, digits and _ - only',
    ]);
    expect(problemsOf(`${ZIG}env: { "A=B; C": x }\n`)).toEqual(['6 `env.A=B; C`: no name for an environment variable']);
    const examples = 'examples:\n  - { id: a, title: A, files: [{ path: /etc/passwd, content: x }] }\n';
    expect(problemsOf(`${ZIG}${examples}`)).toEqual(['7 `examples.0.files.0.path`: is absolute']);
  });

  it('gets no more than the config’s bounds, whatever it asks', () => {
    const most = Number.MAX_SAFE_INTEGER;
    const limits = `limits: { memoryBytes: ${most}, processes: ${most}, cpus: 1e9, runTimeoutMs: ${most}, compileTimeoutMs: ${most}, outputBytes: ${most} }`;
    const [read] = readSpecs('a.yaml', `${ZIG}${limits}\n`).specs;
    const bounds = Limits.parse({
      compileTimeoutMs: 1000,
      runTimeoutMs: 2000,
      memoryBytes: 2 ** 28,
      processes: 16,
      outputBytes: 4096,
      cpus: 1,
    });
    expect(resolveLimits(undefined, read!.spec, bounds, bounds)).toEqual(bounds);
  });
});
