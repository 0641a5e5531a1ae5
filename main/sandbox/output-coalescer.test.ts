import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { OutputCoalescer, type OutputPiece } from './output-coalescer';

function coalesce(writes: [stream: 'stdout' | 'stderr', bytes: Uint8Array][], form?: 'exact'): OutputPiece[] {
  const pieces: OutputPiece[] = [];
  using coalescer = new OutputCoalescer((piece) => pieces.push(piece), form);
  for (const [stream, bytes] of writes) coalescer.write(stream, bytes);
  coalescer.end();
  return pieces;
}

function textOf(pieces: OutputPiece[], stream: 'stdout' | 'stderr'): string {
  return pieces
    .filter((piece) => piece.stream === stream)
    .map(({ text }) => text)
    .join('');
}

test('any split of any text comes out whole, in pieces of whole characters', () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(text, fc.array(fc.nat(400)), (whole, cuts) => {
      const bytes = Buffer.from(whole);
      const writes: ['stdout', Uint8Array][] = [];
      let start = 0;
      for (const cut of cuts.map((at) => at % (bytes.length + 1)).sort((a, b) => a - b)) {
        writes.push(['stdout', bytes.subarray(start, cut)]);
        start = cut;
      }
      writes.push(['stdout', bytes.subarray(start)]);
      const pieces = coalesce(writes);
      expect(textOf(pieces, 'stdout')).toBe(bytes.toString('utf8'));
      for (const { text: piece } of pieces) expect(piece).not.toMatch(/\p{Surrogate}/u);
    }),
  );
});

test('with bytes, any split of anything comes out to the byte, and says what it says without', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 40 }),
    fc.string({ unit: 'binary', minLength: 1 }).map((text) => new Uint8Array(Buffer.from(text))),
  );
  const stream = fc.constantFrom('stdout' as const, 'stderr' as const);
  fc.assert(
    fc.property(fc.array(fc.tuple(stream, bytes), { maxLength: 80 }), (writes) => {
      const exact = coalesce(writes, 'exact');
      const plain = coalesce(writes);
      for (const name of ['stdout', 'stderr'] as const) {
        const given = exact
          .filter((piece) => piece.stream === name)
          .map(({ text, base64 }) => (base64 === undefined ? Buffer.from(text) : Buffer.from(base64, 'base64')));
        const written = writes.filter(([of]) => of === name).map(([, chunk]) => chunk);
        expect(Buffer.concat(given)).toEqual(Buffer.concat(written));
        expect(textOf(exact, name)).toBe(textOf(plain, name));
      }
    }),
  );
});

test('with bytes, text comes as text alone, and pieces of either kind are bounded', () => {
  const text = Buffer.from('grüße\n'.repeat(20_000));
  expect(coalesce([['stdout', text]], 'exact').every(({ base64 }) => base64 === undefined)).toBe(true);
  const pieces = coalesce([['stdout', Buffer.concat([text, Buffer.of(0xff)])]], 'exact');
  expect(pieces.length).toBeGreaterThan(1);
  for (const piece of pieces) expect(Buffer.from(piece.base64 ?? '', 'base64').length).toBeLessThanOrEqual(64 * 1024);
});

test('the streams are decoded apart', () => {
  const euro = Buffer.from('€');
  const pieces = coalesce([
    ['stdout', euro.subarray(0, 1)],
    ['stderr', Buffer.from('x')],
    ['stdout', euro.subarray(1)],
  ]);
  expect(textOf(pieces, 'stdout')).toBe('€');
  expect(textOf(pieces, 'stderr')).toBe('x');
});

test('what is no UTF-8 becomes a replacement character, also at the very end', () => {
  expect(textOf(coalesce([['stdout', Buffer.from([0x61, 0xff, 0xe2, 0x82])]]), 'stdout')).toBe('a\ufffd\ufffd');
});

test('the first piece comes at once, later ones together', () => {
  // Of a slow machine, a hundred writes may take longer than a piece is held back.
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const pieces: OutputPiece[] = [];
  using coalescer = new OutputCoalescer((piece) => pieces.push(piece));
  coalescer.write('stdout', Buffer.from('a'));
  expect(pieces).toHaveLength(1);
  for (let i = 0; i < 100; i++) coalescer.write('stdout', Buffer.from('b'));
  coalescer.flush();
  expect(pieces).toHaveLength(2);
});

test('a large output is cut into pieces of 64 Ki units, never inside a character', () => {
  const pieces = coalesce([['stdout', Buffer.from(`a${'😀'.repeat(100_000)}`)]]);
  expect(Math.max(...pieces.map(({ text }) => text.length))).toBeLessThanOrEqual(64 * 1024);
  for (const { text } of pieces) expect(text).not.toMatch(/\p{Surrogate}/u);
});

test('streams that take turns quickly are merged, streams that take turns slowly keep their order', () => {
  const turn = (count: number) =>
    Array.from({ length: count }, (_, i): ['stdout' | 'stderr', Uint8Array] => [
      i % 2 ? 'stderr' : 'stdout',
      Buffer.from(String(i % 10)),
    ]);
  expect(coalesce(turn(6)).map(({ text }) => text)).toEqual(['0', '1', '2', '3', '4', '5']);
  expect(coalesce(turn(1000)).length).toBeLessThan(20);
});
