import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readSpecs } from '../../specs/read-specs';
import { SpecProvider } from '../../specs/spec-provider';
import { toRannaMap } from './ranna-specs';

/** In the form of ranna's own file. */
const FILE = `
cpp:
  image:      'registry.local:5000/gxx:latest'
  cmd:        '/bin/ash -c "c++ --static main.cpp -o main && ./main"'
  filename:   'main.cpp'
  language:   'cpp'
  example: |-
    int main() {}
  inline:
    import_regex: '^#include ["<][\\w/.]+[">]$'
    template: |-
      $\${IMPORTS}
      int main() { $\${CODE} }
c++:
  use:        'cpp'
deno:
  image:      'hayd/alpine-deno:1.5.2'
  entrypoint: 'deno run'
  filename:   'main.ts'
  language:   'typescript'
golang:
  image:      'golang:latest'
  entrypoint: 'go run'
  filename:   'main.go'
  inline:
    import_regex: '(?m)^import "[\\w/]+"$|^import \\((\\n?\\t?(\\s+)?"[\\w/]+";?)+\\n?\\)$'
    template: |-
      package main
      $\${IMPORTS}
      func main() {$\${CODE}}
`;

test('a file of ranna’s comes back as it was', () => {
  const { specs, problems } = readSpecs('spec.yaml', FILE);
  expect(problems).toEqual([]);
  expect(toRannaMap(specs.map(({ spec }) => spec))).toEqual({
    'c++': { use: 'cpp' },
    cpp: {
      image: 'registry.local:5000/gxx:latest',
      filename: 'main.cpp',
      cmd: '/bin/ash -c "c++ --static main.cpp -o main && ./main"',
      language: 'cpp',
      example: 'int main() {}',
      inline: {
        import_regex: '^#include ["<][\\w/.]+[">]$',
        template: `$\${IMPORTS}\nint main() { $\${CODE} }`,
      },
    },
    deno: { image: 'hayd/alpine-deno:1.5.2', entrypoint: 'deno run', filename: 'main.ts', language: 'typescript' },
    golang: {
      image: 'golang:latest',
      entrypoint: 'go run',
      filename: 'main.go',
      inline: {
        import_regex: expect.stringMatching(/^(\(\?m\))?\^import /),
        template: `package main\n$\${IMPORTS}\nfunc main() {$\${CODE}}`,
      },
    },
  });
});

test('our own languages are a ranna file without a problem', async () => {
  const ours = new SpecProvider([resolve('specs')]);
  await ours.load();
  const { specs } = ours.list();
  const withImage = specs.filter(({ image }) => image !== undefined);
  const { specs: read, problems } = readSpecs('spec.json', JSON.stringify(toRannaMap(withImage)));
  expect(problems).toEqual([]);
  const name = ({ id, aliases }: { id: string; aliases: string[] }) => [id, [...aliases].sort()];
  expect(read.map(({ spec }) => name(spec)).sort()).toEqual(withImage.map(name).sort());
  const python = read.find(({ spec }) => spec.id === 'python')?.spec;
  expect(python).toMatchObject({ file: 'main.py', run: ['python3', '-u', '{entry}', '{args}'], editor: 'python' });
  await ours[Symbol.asyncDispose]();
});
