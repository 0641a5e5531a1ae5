import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MarkerScanner } from './marker-scanner';

const NONCE = 'abcd';

function scan(chunks: Buffer[]): { output: Buffer; markers: string[] } {
  const scanner = new MarkerScanner(NONCE);
  const output: Buffer[] = [];
  const markers: string[] = [];
  const take = (scanned: Parameters<Parameters<MarkerScanner['write']>[1]>[0]) => {
    if (scanned.type === 'output') output.push(Buffer.from(scanned.bytes));
    else markers.push(scanned.words);
  };
  for (const chunk of chunks) scanner.write(chunk, take);
  scanner.end(take);
  return { output: Buffer.concat(output), markers };
}

function cut(wire: Buffer, sizes: number[]): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0, i = 0; at < wire.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    chunks.push(wire.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

/** Bytes that look like the beginning of a marker more often than chance. */
const noise = fc
  .array(fc.constantFrom('\x1e', 'a', 'ab', '\x1eabc', '\x1eabcx:', 'x\n', '\x1e\x1eab'), { maxLength: 12 })
  .map((parts) => Buffer.from(parts.join('')));
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });

test('finds the marker wherever it is cut, and passes everything else unchanged', () => {
  fc.assert(
    fc.property(noise, noise, sizes, (before, after, cuts) => {
      const wire = Buffer.concat([before, Buffer.from(`\x1e${NONCE}:run:0\x1e`), after]);
      const seen = scan(cut(wire, cuts));
      expect(seen.markers).toEqual(['run:0']);
      expect(seen.output.equals(Buffer.concat([before, after]))).toBe(true);
    }),
  );
});

test('without a marker everything passes', () => {
  fc.assert(
    fc.property(noise, sizes, (bytes, cuts) => {
      expect(scan(cut(bytes, cuts))).toEqual({ output: bytes, markers: [] });
    }),
  );
});

test('a prefix that nothing ends is output', () => {
  const long = Buffer.from(`\x1e${NONCE}:${'x'.repeat(1000)}`);
  expect(scan(cut(long, [7])).output.equals(long)).toBe(true);
});
