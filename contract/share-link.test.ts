import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { PortableTab } from './portable-tab';
import { fragmentOf, LINK_LIMIT_CHARACTERS, readLink, writeLink } from './share-link';

const hello: PortableTab = {
  spec: 'python',
  title: 'Hello',
  files: [{ path: 'main.py', content: 'print("hello")\n' }],
  entry: 'main.py',
  args: '',
  stdin: '',
};

/** A link that nobody checked. */
function forge(content: unknown): string {
  const json = typeof content === 'string' ? content : JSON.stringify(content);
  return `runyard://v1/${Buffer.from(deflateSync(strToU8(json))).toString('base64url')}`;
}

const paths = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}\.[a-z]{1,3}$/), { minLength: 1, maxLength: 4 });
const tabs = paths.chain((names) =>
  fc.record({
    spec: fc.constantFrom('python', 'c++', 'brainf***'),
    title: fc.stringMatching(/^\w[\w ü]{0,38}\w$/),
    files: fc.tuple(
      ...names.map((path) => fc.record({ path: fc.constant(path), content: fc.string({ unit: 'grapheme' }) })),
    ),
    entry: fc.constantFrom(...names),
    args: fc.string({ maxLength: 40 }),
    stdin: fc.string({ unit: 'grapheme', maxLength: 200 }),
  }),
);

describe('a link', () => {
  it('brings back what was put in, from the link and from the address of a page', () => {
    fc.assert(
      fc.property(tabs, (tab) => {
        const written = writeLink(tab);
        if (written.kind !== 'link') throw new Error('too long');
        expect(written.link).toMatch(/^runyard:\/\/v1\/[\w-]+$/);
        const read = readLink(written.link);
        expect(read).toEqual({ kind: 'tab', tab });
        expect(readLink(`http://127.0.0.1:4000/${fragmentOf(written.link)}`)).toEqual(read);
        expect(readLink(`Look: <${written.link}>, says Ada`)).toEqual(read);
      }),
    );
  });

  it('is not written over its limit', () => {
    const content = randomBytes(40_000).toString('base64');
    expect(writeLink({ ...hello, files: [{ path: 'main.py', content }] }).kind).toBe('tooLong');
    // It would be short, and a reader would refuse it.
    expect(writeLink({ ...hello, files: [{ path: 'main.py', content: 'a'.repeat(2_000_000) }] }).kind).toBe('tooLong');
  });

  it('shows no title that is not what it seems', () => {
    const read = readLink(forge({ ...hello, title: 'a\u202eb\u0000c\n' }));
    expect(read.kind === 'tab' && read.tab.title).toBe('a b c');
  });
});

describe('a hostile link', () => {
  const file = (path: string) => forge({ ...hello, files: [{ path, content: '' }], entry: path });
  it.each([
    ['a path that leaves', file('../../.bashrc')],
    ['an absolute path', file('/etc/passwd')],
    ['a path of Windows', file('C:\\x')],
    ['a NUL', file('a\0b')],
    ['no files', forge({ ...hello, files: [] })],
    ['an entry that is not there', forge({ ...hello, entry: 'other.py' })],
    ['two files of one name', forge({ ...hello, files: [...hello.files, { path: 'MAIN.py', content: '' }] })],
    ['a file that is a folder', forge({ ...hello, files: [...hello.files, { path: 'main.py/x', content: '' }] })],
    ['no tab', forge([1, 2])],
    ['no JSON', forge('{')],
    ['a bomb', forge({ ...hello, more: ' '.repeat(20_000_000) })],
    ['nothing', 'runyard://v1/'],
    ['a cut one', forge({ ...hello, title: 'x'.repeat(300) }).slice(0, 60)],
    ['no base64', 'runyard://v1/a'],
  ])('is refused: %s', (_, link) => {
    expect(readLink(link)).toEqual({ kind: 'broken' });
  });

  it('is refused for its length before it is looked at', () => {
    expect(readLink(`runyard://v1/${'A'.repeat(LINK_LIMIT_CHARACTERS)}`)).toEqual({ kind: 'tooLong' });
  });

  it('is told from one of a newer Runyard, and from none', () => {
    expect(readLink('runyard://v2/abc')).toEqual({ kind: 'otherVersion' });
    expect(readLink('https://example.com/v1/abc')).toEqual({ kind: 'none' });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.base64String(), (text) => void readLink(`runyard://v1/${text}`)));
    fc.assert(
      fc.property(
        fc.uint8Array(),
        (bytes) => void readLink(`runyard://v1/${Buffer.from(bytes).toString('base64url')}`),
      ),
    );
  });
});
