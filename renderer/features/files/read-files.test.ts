import { describe, expect, it } from 'vitest';
import { findWords } from '../../words/words';
import { type PickedFile, readFiles as readWith } from './read-files';

const pick = (path: string, content: string | Uint8Array<ArrayBuffer>) => ({ path, file: new File([content], path) });
const readFiles = (picked: readonly PickedFile[]) => readWith(picked, findWords('en').files);

describe('readFiles', () => {
  it('reads text, and leaves out what tools have made', async () => {
    const { files, problems } = await readFiles([
      pick('a.py', 'grüße 😀'),
      pick('node_modules/x/index.js', 'no'),
      pick('.git/config', 'no'),
      pick('sub/node_modules', 'no'),
      pick('empty.txt', ''),
    ]);
    expect(files).toEqual([
      { path: 'a.py', content: 'grüße 😀' },
      { path: 'empty.txt', content: '' },
    ]);
    expect(problems).toEqual([]);
  });

  it('says which are no text', async () => {
    const latin = new Uint8Array([0x67, 0x72, 0xfc]);
    const { files, problems } = await readFiles([
      pick('a.png', new Uint8Array([137, 80, 0])),
      pick('b.txt', latin),
      pick('c.py', 'x'),
    ]);
    expect(files.map(({ path }) => path)).toEqual(['c.py']);
    expect(problems).toEqual([
      'a.png and 1 more were left out: a tab holds text in UTF-8 only, no pictures or programs.',
    ]);
  });

  it('refuses too much at once, and reads none of it', async () => {
    const many = Array.from({ length: 2001 }, (_, index) => pick(`${index}.py`, ''));
    expect(await readFiles(many)).toMatchObject({ files: [], problems: [expect.stringContaining('2001 files')] });
    const large = pick('large.txt', new Uint8Array(17 * 1024 * 1024));
    expect(await readFiles([large])).toMatchObject({ files: [], problems: [expect.stringContaining('17 MB')] });
  });

  it('says what is wrong with a name', async () => {
    const { files, problems } = await readFiles([pick('a\\b.py', 'x')]);
    expect([files, problems]).toEqual([[], ['a\\b.py was left out: its name has a backslash.']]);
  });
});
