import { expect, it } from 'vitest';
import { Spec } from '../../../contract';
import { chooseMain } from './choose-main';

const describeSpec = (id: string, file: string, aliases: string[]) =>
  Spec.parse({ id, title: id, file, aliases, image: 'x', run: ['x'] });
const specs = [
  describeSpec('python', 'main.py', ['py', 'python3', 'pyw']),
  describeSpec('r', 'main.R', ['rscript']),
  describeSpec('javascript', 'main.js', ['js', 'node', 'mjs']),
  describeSpec('bash', 'main.sh', ['sh']),
];
const choose = (...files: Array<[path: string, content?: string]>) => {
  const main = chooseMain(
    files.map(([path, content = '']) => ({ path, content })),
    specs,
  );
  return main && [main.path, main.spec.id].join(' ');
};

it("takes a language's own entry before any other file", () => {
  expect(choose(['a.js'], ['main.py'])).toBe('main.py python');
  expect(choose(['README.md'], ['a.js'], ['b.py'])).toBe('a.js javascript');
});

it('knows the other endings of a language, in large letters too', () => {
  expect(choose(['plot.r'])).toBe('plot.r r');
  expect(choose(['A.PY'])).toBe('A.PY python');
  expect(choose(['a.mjs'])).toBe('a.mjs javascript');
  expect(choose(['b.mjs'], ['a.js'])).toBe('a.js javascript');
});

it('reads the first line of a file whose name says nothing', () => {
  expect(choose(['tool', '#!/usr/bin/env python3\nprint()'])).toBe('tool python');
  expect(choose(['tool', '#! /bin/dash\n'])).toBe('tool bash');
  expect(choose(['tool', '#!/usr/bin/env -S A=1 node --x\n'])).toBe('tool javascript');
  expect(choose(['tool.txt', '#!/usr/bin/env cobol\n'])).toBeNull();
  expect(choose(['Makefile', 'all:\n'], ['.py', ''])).toBeNull();
});
