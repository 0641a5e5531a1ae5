import { expect, test } from 'vitest';
import { capMemoryMaximum } from './wasm-module';

/** A module with one memory, exported as `m`, and a function `grow` that grows it by its own instruction. */
function createModule(limits: number[]): Uint8Array {
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...[0x01, 0x06, 0x01, 0x60, 0x01, 0x7f, 0x01, 0x7f],
    ...[0x03, 0x02, 0x01, 0x00],
    ...[0x05, limits.length + 1, 0x01, ...limits],
    ...[0x07, 0x0c, 0x02, 0x01, 0x6d, 0x02, 0x00, 0x04, 0x67, 0x72, 0x6f, 0x77, 0x00, 0x00],
    ...[0x0a, 0x08, 0x01, 0x06, 0x00, 0x20, 0x00, 0x40, 0x00, 0x0b],
  ]);
}

interface Exports extends Record<string, unknown> {
  m: WebAssembly.Memory;
  grow: (pages: number) => number;
}

function instantiate(bytes: Uint8Array): Exports {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource)).exports as unknown as Exports;
}

test.each([
  ['without a maximum', [0x00, 0x01]],
  ['with a larger one', [0x01, 0x01, 0x80, 0x80, 0x02]],
])('a memory %s grows to the limit and no further', (_what, limits) => {
  const { m, grow } = instantiate(capMemoryMaximum(createModule(limits) as BufferSource, 200));
  expect(grow(199)).toBe(1);
  expect(m.buffer.byteLength).toBe(200 * 65_536);
  expect(grow(1)).toBe(-1);
});

test('the same module, left alone, grows past it', () => {
  expect(instantiate(createModule([0x00, 0x01])).grow(300)).toBe(1);
});

test('a smaller maximum stays, and a larger beginning stays as its own maximum', () => {
  const small = instantiate(capMemoryMaximum(createModule([0x01, 0x01, 0x02]) as BufferSource, 200));
  expect([small.grow(1), small.grow(1)]).toEqual([1, -1]);
  const large = instantiate(capMemoryMaximum(createModule([0x00, 0x05]) as BufferSource, 2));
  expect([large.m.buffer.byteLength / 65_536, large.grow(1)]).toEqual([5, -1]);
});

test('what is no module is left to the compiler to refuse', () => {
  for (const bytes of [[], [1, 2, 3], [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 5]]) {
    expect(() => capMemoryMaximum(Uint8Array.from(bytes), 1)).not.toThrow();
  }
});
