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

test('asking above the bound names the limit and the bound, as people write them', () => {
  const bounds = { ...maxLimits, memoryBytes: 256 * 1024 ** 2, runTimeoutMs: 10_000, processes: 64 };
  const refuse = (asked: object) => {
    try {
      resolveLimits(asked, spec, limits, bounds);
    } catch (error) {
      return error;
    }
    throw new Error('It was not refused.');
  };
  expect(refuse({ memoryBytes: 1024 ** 3 })).toMatchObject({
    code: 'LIMIT_TOO_HIGH',
    message: 'The run asks for 1 GB of memory; at most 256 MB is allowed.',
    remedy: 'Ask for 256 MB or less, or raise maxLimits.memory in the configuration.',
    details: { limit: 'memoryBytes', asked: 1024 ** 3, bound: 256 * 1024 ** 2 },
  });
  const say = (asked: object) => (refuse(asked) as Error).message;
  expect(say({ memoryBytes: 256 * 1024 ** 2 + 1 })).toContain('268435457 bytes of memory; at most 256 MB');
  expect(say({ runTimeoutMs: 90_000 })).toContain('90 s to run; at most 10 s');
  expect(say({ runTimeoutMs: 10_001 })).toContain('10001 ms to run; at most 10 s');
  expect(say({ processes: 65 })).toContain('65 processes; at most 64');
});
