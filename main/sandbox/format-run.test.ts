import { expect, test } from 'vitest';
import { RunRequest, RunyardError, Spec } from '../../contract';
import { resolveCommands } from './command';
import { asFormatRequest, asFormatter } from './format-run';

const go = {
  id: 'go',
  title: 'Go',
  file: 'main.go',
  image: 'golang',
  compile: ['go', 'build'],
  run: ['./.out'],
  embedded: 'go',
  debian: { packages: ['golang-go'], compile: ['go', 'build', '-x'], run: ['./.other'] },
};

test('the format command is all that runs, in either image, and never in the embedded engine', () => {
  const spec = asFormatter(Spec.parse({ ...go, format: { command: ['gofmt'] } }));
  expect(resolveCommands(spec, 'debian')).toEqual({ run: ['gofmt'] });
  expect(resolveCommands(spec, 'official')).toEqual({ run: ['gofmt'] });
  expect(spec.embedded).toBeUndefined();
});

test('the text of the entry is its stdin', () => {
  const files = [
    { path: 'main.go', content: 'one' },
    { path: 'other.go', content: 'two' },
  ];
  const request = RunRequest.parse({
    spec: 'go',
    files,
    entry: 'other.go',
    purpose: 'format',
    inline: true,
    args: ['x'],
  });
  expect(asFormatRequest(request, Spec.parse(go))).toMatchObject({ stdin: { text: 'two' }, args: [], inline: false });
});

test.each([
  ['no formatter', undefined],
  ["Prettier, which is the window's", { tool: 'prettier', parser: 'babel' }],
])('a spec with %s is refused', (_what, format) => {
  const spec = Spec.parse({ ...go, ...(format ? { format } : {}) });
  expect(() => asFormatter(spec)).toThrow(RunyardError);
  expect(() => asFormatter(spec)).toThrow('Go has no format command.');
});

test('a formatter is Prettier with a parser it has, or a command', () => {
  expect(Spec.safeParse({ ...go, format: { tool: 'prettier', parser: 'cobol' } }).success).toBe(false);
  expect(Spec.safeParse({ ...go, format: { tool: 'prettier' } }).success).toBe(false);
  expect(Spec.safeParse({ ...go, format: { command: 'gofmt' } }).success).toBe(true);
});
