import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedRuns, openEmbedded } from '../../../testing/embedded-runs';

let runs: EmbeddedRuns;
beforeAll(async () => {
  runs = await openEmbedded();
});
afterAll(() => runs?.[Symbol.asyncDispose]());

test('types, enums, parameter properties and type imports are taken out', async () => {
  const files = {
    'main.ts': `
      import { greet, type Person } from './greeter.ts';
      import { unit } from './unit.js';
      enum Color { Red, Green = 'g' }
      class Box<T> { constructor(private value: T, readonly size: number = 2) {} get(): T { return this.value } }
      const person: Person = { name: 'world' };
      console.log(greet(person), Color.Green, new Box<number>(3).get() satisfies number, <string>unit);`,
    'greeter.ts':
      'export interface Person { name: string }\nexport const greet = (p: Person): string => "Hello, " + p.name;',
    'unit.ts': "export const unit: unknown = 'kg';",
  };
  const { stdout, stderr } = await runs.run('typescript', files);
  expect({ stdout, stderr }).toEqual({ stdout: 'Hello, world g 3 kg\n', stderr: '' });
});

test('an uncaught error shows the line and the column that the person wrote', async () => {
  const code =
    "const half = (n: number, why?: string): number => { if (!n) throw new RangeError('nothing'); return n / 2 };\n\nhalf(0 as number);\n";
  const { stderr, outcome } = await runs.run('typescript', code);
  expect(stderr).toContain(`/work/main.ts:1\n${code.split('\n')[0]}\n${' '.repeat(code.indexOf('throw'))}^\n`);
  expect(stderr).toContain(`    at half (/work/main.ts:1:${code.indexOf('new RangeError') + 1})\n`);
  expect(stderr).toContain('(/work/main.ts:3:1)\n');
  expect(outcome).toEqual({ type: 'exited', code: 1 });
});

test('a syntax error fails the compilation, with its place', async () => {
  const { stderr, outcome } = await runs.run('typescript', 'let a: number = 1;\nconst answer: number = ;\n');
  expect(stderr).toMatch(/^\/work\/main\.ts:2:24\nconst answer: number = ;\n {23}\^\n\nSyntaxError: /);
  expect(outcome).toMatchObject({ type: 'compileFailed' });
});
