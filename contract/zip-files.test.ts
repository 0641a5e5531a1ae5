import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { readZip, writeZip } from './zip-files';

it('brings back the files that were put in', () => {
  const paths = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}\.[a-z]{1,3}$/), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(paths, fc.string({ unit: 'grapheme' }), (names, text) => {
      const files = names.map((path, at) => ({ path, content: `${text.replaceAll('\0', '')}${at}` }));
      expect(readZip(writeZip(files))).toEqual({ kind: 'files', files, leftOut: [] });
    }),
  );
});

it('takes off the folder that holds all, passes by what tools have made, and says what is no text', () => {
  const zip = zipSync({
    'game/': new Uint8Array(),
    'game/main.py': strToU8('print(1)'),
    'game/lib/a.py': strToU8('a = 1'),
    'game/node_modules/x/index.js': strToU8('x'),
    'game/picture.png': new Uint8Array([137, 80, 78, 71, 0, 0]),
  });
  expect(readZip(zip)).toEqual({
    kind: 'files',
    files: [
      { path: 'main.py', content: 'print(1)' },
      { path: 'lib/a.py', content: 'a = 1' },
    ],
    leftOut: [{ path: 'game/picture.png', reason: 'notText' }],
  });
});

it('leaves out names that lead elsewhere', () => {
  const names = ['../../.bashrc', '/etc/passwd', 'C:/x', 'a\\b', 'a/../../b'];
  const zip = zipSync(Object.fromEntries([...names, 'ok.py'].map((name) => [name, strToU8('x')])));
  const read = readZip(zip);
  if (read.kind !== 'files') throw new Error(read.kind);
  expect(read.files).toEqual([{ path: 'ok.py', content: 'x' }]);
  expect(read.leftOut.map(({ path }) => path)).toEqual(names);
});

it('refuses a bomb before it has gone off, even one that lies about its size', () => {
  const zip = zipSync({ 'bomb.txt': new Uint8Array(17 * 1024 * 1024) }, { level: 1 });
  expect(zip.length).toBeLessThan(1024 * 1024);
  expect(readZip(zip)).toEqual({ kind: 'tooLarge' });
  // The uncompressed size of its local header and of its directory.
  new DataView(zip.buffer).setUint32(22, 10, true);
  expect(readZip(zip)).toEqual({ kind: 'tooLarge' });
});

it('refuses too many files', () => {
  const zip = zipSync(Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`${at}.txt`, strToU8('x')])));
  expect(readZip(zip)).toEqual({ kind: 'tooMany' });
});

it('says of what is no zip, or cut, that it is broken, and never throws', () => {
  expect(readZip(strToU8('PK no zip'))).toEqual({ kind: 'broken' });
  const zip = writeZip([{ path: 'a.txt', content: 'hello '.repeat(1000) }]);
  expect(readZip(zip.subarray(0, 50))).toEqual({ kind: 'broken' });
  fc.assert(
    fc.property(fc.nat(zip.length - 1), fc.nat(255), (at, byte) => {
      const damaged = zip.slice();
      damaged[at] = byte;
      readZip(damaged);
    }),
  );
});
