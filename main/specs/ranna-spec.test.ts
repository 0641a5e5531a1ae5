import { describe, expect, it } from 'vitest';
import { splitCommand } from './ranna-spec';
import { readSpecs } from './read-specs';

const read = (text: string) => readSpecs('spec.yaml', text);

describe('ranna’s spec format', () => {
  it('reads an entry with every field', () => {
    const { specs, problems } = read(
      [
        'go:',
        '  image: golang:alpine',
        '  registry: registry.local:5000',
        '  entrypoint: go run',
        '  cmd: main.go "with blank"',
        '  filename: main.go',
        '  language: go',
        '  example: "package main"',
        '  inline:',
        '    import_regex: ^import\\s',
        '    template: |',
        `      $\${IMPORTS}`,
        `      func main() { $\${CODE} }`,
      ].join('\n'),
    );
    expect(problems).toEqual([]);
    expect(specs).toHaveLength(1);
    expect(specs[0]?.spec).toMatchObject({
      id: 'go',
      title: 'go',
      editor: 'go',
      file: 'main.go',
      image: 'registry.local:5000/golang:alpine',
      run: ['go', 'run', '{entry}', 'with blank', '{args}'],
      inline: { importPattern: '^import\\s', template: '{imports}\nfunc main() { {code} }\n' },
      examples: [{ files: [{ path: 'main.go', content: 'package main' }] }],
    });
  });

  it('takes the file name where there is no cmd', () => {
    const { specs } = read('x:\n  image: x\n  entrypoint: run\n  filename: my file.x\n');
    expect(specs[0]?.spec.run).toEqual(['run', '{entry}', '{args}']);
  });

  it('makes aliases of `use`, through chains', () => {
    const { specs, problems } = read(
      'python3: {image: p, entrypoint: python3, filename: a.py}\npy: {use: python3}\nP: {use: py}\n',
    );
    expect(problems).toEqual([]);
    expect(specs.map(({ spec }) => [spec.id, spec.aliases])).toEqual([['python3', ['py', 'p']]]);
  });

  it('reports circles, missing targets and broken entries with name and line, and keeps the rest', () => {
    const { specs, problems } = read(
      [
        'a:',
        '  use: b',
        'b:',
        '  use: a',
        'c:',
        '  use: nowhere',
        'd:',
        '  image: x',
        'e:',
        '  image: [1]',
        'f: {image: x, entrypoint: x, filename: x, inline: {template: t, import_regex: "("}}',
        'g: {image: x, entrypoint: x, filename: x}',
        'H i: {image: x, entrypoint: x, filename: x}',
      ].join('\n'),
    );
    expect(specs.map(({ spec }) => spec.id)).toEqual(['g']);
    expect(problems.map(({ entry, line }) => [entry, line]).sort()).toEqual([
      ['H i', 13],
      ['a', 2],
      ['b', 4],
      ['c', 6],
      ['d', 7],
      ['e', 10],
      ['f', 11],
    ]);
    expect(problems.find(({ entry }) => entry === 'a')?.message).toContain('a → b → a');
  });
});

describe('splitCommand', () => {
  it('splits at blanks outside double quotes', () => {
    expect(splitCommand('  sh -c "a b"  x"y z" "" ')).toEqual(['sh', '-c', 'a b', 'xy z', '']);
    expect(splitCommand('')).toEqual([]);
  });
});
