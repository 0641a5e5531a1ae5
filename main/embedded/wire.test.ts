import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeFrame, type Frame, FrameError, FrameReader } from './wire';

const frame = fc.record({ type: fc.integer({ min: 0, max: 255 }), payload: fc.uint8Array({ maxLength: 300 }) });

test('frames come out as they went in, however the stream is split', () => {
  fc.assert(
    fc.property(fc.array(frame), fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1 }), (frames, cuts) => {
      const stream = Buffer.concat(frames.map(({ type, payload }) => encodeFrame(type, payload)));
      const reader = new FrameReader();
      const read: Frame[] = [];
      for (let start = 0, i = 0; start < stream.length; i++) {
        const length = cuts[i % cuts.length] ?? 1;
        read.push(...reader.read(Uint8Array.from(stream.subarray(start, start + length))));
        start += length;
      }
      expect(read.map(({ type, payload }) => [type, [...payload]])).toEqual(
        frames.map(({ type, payload }) => [type, [...payload]]),
      );
    }),
  );
});

test('a frame that claims to be too long is refused before it comes', () => {
  const reader = new FrameReader(1000);
  expect(() => [...reader.read(encodeFrame(2, new Uint8Array(1001)).subarray(0, 5))]).toThrow(FrameError);
});
