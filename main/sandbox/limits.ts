/** What a run may use: asked for, or the spec's, or the config's own; never above the config's bound. */
import { type Limits, type RunRequest, RunyardError, type Spec } from '../../contract';

const names = {
  compileTimeoutMs: 'compile time (ms)',
  runTimeoutMs: 'run time (ms)',
  memoryBytes: 'memory (bytes)',
  processes: 'number of processes',
  outputBytes: 'output (bytes)',
  cpus: 'number of processors',
} satisfies Record<keyof Limits, string>;

/**
 * @param asked the request's own limits
 * @throws RunyardError `LIMIT_TOO_HIGH` where the request asks for more than the bound
 */
export function resolveLimits(asked: RunRequest['limits'], spec: Spec, defaults: Limits, bounds: Limits): Limits {
  const resolved = { ...defaults };
  for (const key of Object.keys(names) as (keyof Limits)[]) {
    const value = asked?.[key];
    if (value !== undefined && value > bounds[key]) {
      throw new RunyardError('LIMIT_TOO_HIGH', {
        message: `The run asks for a ${names[key]} of ${value}; at most ${bounds[key]} is allowed.`,
        remedy: `Ask for ${bounds[key]} or less, or raise maxLimits.${key} in the configuration.`,
        details: { limit: key, asked: value, bound: bounds[key] },
      });
    }
    resolved[key] = value ?? Math.min(spec.limits[key] ?? defaults[key], bounds[key]);
  }
  return resolved;
}
