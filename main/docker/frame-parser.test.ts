import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameParser } from './frame-parser';

function frame(stream: number, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
}

const frames = fc.array(fc.tuple(fc.constantFrom(1, 2), fc.uint8Array({ maxLength: 40 })), { maxLength: 20 });

test('any frames cut anywhere give each stream its own bytes, none lost or gained', () => {
  fc.assert(
    fc.property(frames, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (sent, sizes) => {
      const wire = Buffer.concat(sent.map(([stream, payload]) => frame(stream, payload)));
      const seen = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
      const parser = new FrameParser();
      for (let at = 0, i = 0; at < wire.length; i++) {
        const size = sizes[i % sizes.length] ?? 1;
        parser.write(wire.subarray(at, at + size), (stream, bytes) => seen[stream].push(Buffer.from(bytes)));
        at += size;
      }
      for (const [number, stream] of [
        [1, 'stdout'],
        [2, 'stderr'],
      ] as const) {
        const expected = Buffer.concat(sent.filter(([of]) => of === number).map(([, payload]) => payload));
        expect(Buffer.concat(seen[stream]).equals(expected)).toBe(true);
      }
    }),
  );
});
