/**
 * V8 compiles a function of QuickJS when it is first called, and QuickJS's own tables fill as they are used: what most
 * programs do is done once before the program is known.
 */
import { decodeUtf8, encodeUtf8 } from './encoding';
import { format } from './format';
import { native } from './native';
import { describeUncaught } from './stack';

const SAMPLE = `(function (exports, require) {
  'use strict';
  class A { #x = 1; static y = [..."ab"]; get x() { return this.#x } }
  const { a, ...rest } = { a: 1, b: 2, c: 3 };
  let text = '';
  for (const [key, value] of Object.entries(rest)) text += key + value.toFixed(1);
  for (let i = 0; i < 3; i++) text = text.replace(/\\d/g, (digit) => digit * 2);
  async function later() { await null; return [3, 1, 2].sort((p, q) => p - q).map((n) => n ** 2).filter(Boolean) }
  function* count() { yield 1; yield* [2] }
  try { null.x } catch (error) { text += error.stack }
  later().then(() => {});
  return [text, new A(), [...count()], new Map([[1, { a }]]), new Set('ab'), JSON.parse(JSON.stringify({ a: [1, null, 'x'] }))];
})()`;

export function warmUp(): void {
  const values = native.evaluateScript(SAMPLE, 'node:internal/warm-up');
  format('%s %d %o', 'a', 1.5, { a: [1] }, values, new Error('warm'));
  describeUncaught(new TypeError('warm'));
  native.evaluateModule('export const a = 1; export default class {} ; await null', 'node:internal/warm-module');
  decodeUtf8(encodeUtf8('ü'));
  native.writeBytes(1, new ArrayBuffer(0));
  native.write(1, '');
}
