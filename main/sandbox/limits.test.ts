import { expect, test } from 'vitest';
import { Spec } from '../../contract';
import { Config } from '../config/config';
import { resolveLimits } from './limits';

const { limits, maxLimits } = Config.parse({});
const spec = Spec.parse({
  id: 'java',
  title: 'Java',
  file: 'Main.java',
  image: 'java',
  run: ['java'],
  limits: { processes: 128, runTimeoutMs: 99 * 60 * 60_000 },
});

test('asked before the spec before the config, and a spec never above the bound', () => {
  const resolved = resolveLimits({ outputBytes: 2048 }, spec, limits, maxLimits);
  expect(resolved).toMatchObject({ outputBytes: 2048, processes: 128, memoryBytes: limits.memoryBytes });
  expect(resolved.runTimeoutMs).toBe(maxLimits.runTimeoutMs);
});

test('a program in a terminal has an hour, within the bound, unless the run asks for something else', () => {
  const resolve = (asked = {}, bounds = maxLimits, { id, title, file, image, run } = spec) =>
    resolveLimits(asked, Spec.parse({ id, title, file, image, run }), limits, bounds, 'on').runTimeoutMs;
  expect(resolve()).toBe(60 * 60_000);
  expect(resolve({ runTimeoutMs: 2000 })).toBe(2000);
  expect(resolve({}, { ...maxLimits, runTimeoutMs: 90_000 })).toBe(90_000);
});

test('asking above the bound names the limit and the bound', () => {
  const ask = () => resolveLimits({ memoryBytes: maxLimits.memoryBytes + 1 }, spec, limits, maxLimits);
  expect(ask).toThrow(
    expect.objectContaining({ code: 'LIMIT_TOO_HIGH', remedy: expect.stringContaining('maxLimits.memory ') }),
  );
});
