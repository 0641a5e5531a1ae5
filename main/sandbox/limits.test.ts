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

test('asking above the bound names the limit and the bound', () => {
  const ask = () => resolveLimits({ memoryBytes: maxLimits.memoryBytes + 1 }, spec, limits, maxLimits);
  expect(ask).toThrow(
    expect.objectContaining({ code: 'LIMIT_TOO_HIGH', remedy: expect.stringContaining('maxLimits.memoryBytes') }),
  );
});
