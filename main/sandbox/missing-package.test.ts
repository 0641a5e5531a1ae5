import { expect, test } from 'vitest';
import { MissingPackageReader } from './missing-package';

const pattern = "No module named '(?<name>[^'.]+)";
const find = (...texts: string[]) => {
  const reader = new MissingPackageReader([pattern]);
  for (const text of texts) reader.write(text);
  return reader.find();
};

test('a name is found through colours and pieces', () => {
  expect(find('\u001b[31mNo module \u001b[1mnam', "ed 'requ", "ests'\u001b[0m\r\n")).toBe('requests');
});

test('a name is found after a flood, and before one', () => {
  const flood = 'x'.repeat(70).concat('\n').repeat(2_000);
  expect(find(flood, "No module named 'late'\n")).toBe('late');
  expect(find("No module named 'early'\n", flood)).toBe('early');
  expect(find(flood)).toBeNull();
});

test('a pattern that takes too long finds nothing', () => {
  const reader = new MissingPackageReader(['^(a+)+$(?<name>b)']);
  reader.write(`${'a'.repeat(60)}!`);
  const began = performance.now();
  expect(reader.find()).toBeNull();
  expect(performance.now() - began).toBeLessThan(5_000);
});
