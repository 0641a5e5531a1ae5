import { expect, test } from 'vitest';
import { RunRequest, Spec } from '../../contract';
import { packFiles } from './file-provider';

const spec = Spec.parse({
  id: 'python',
  title: 'Python',
  file: 'main.py',
  image: 'python',
  run: ['python3', '{entry}'],
});

function pack(files: [path: string, content?: string][], entry?: string) {
  const request = RunRequest.parse({
    spec: 'python',
    files: files.map(([path, content = '']) => ({ path, content })),
    ...(entry === undefined ? {} : { entry }),
  });
  return packFiles(request, spec);
}

test('the entry is the one asked for, else the one named like the language, else the first', () => {
  expect(pack([['a.py'], ['main.py']]).entry).toBe('main.py');
  expect(pack([['a.py'], ['b.py']]).entry).toBe('a.py');
  expect(pack([['a.py'], ['lib/b.py']], 'lib/b.py').entry).toBe('lib/b.py');
});

test.each([
  ['', 'is empty'],
  ['/etc/passwd', 'is absolute'],
  ['C:\\x', 'is absolute'],
  ['../x', 'leaves the work folder'],
  ['a/../../x', 'leaves the work folder'],
  ['a//b', 'empty'],
  ['./a', 'empty'],
  ['a\\b', 'backslash'],
  ['a\0b', 'NUL'],
  ['a'.repeat(300), 'longer than 255'],
])('refuses the path %j: it %s', (path, reason) => {
  expect(() => pack([[path]])).toThrow(
    expect.objectContaining({ code: 'FILE_INVALID', message: expect.stringContaining(reason) }),
  );
});

test('refuses what cannot be there together', () => {
  expect(() => pack([['a'], ['a']])).toThrow('there twice');
  expect(() => pack([['a'], ['a/b']])).toThrow('a file and the folder');
  expect(() => pack([['a']], 'b')).toThrow('not among the files');
});

test('refuses 50 MB of source and 10,000 files, naming the bound', () => {
  expect(() => pack([['main.py', 'x'.repeat(50 * 1024 * 1024)]])).toThrow('The source is 50 MB');
  expect(() => pack(Array.from({ length: 10_000 }, (_, i) => [`f${i}`]))).toThrow('10000 files');
});
