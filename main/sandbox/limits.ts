/** What a run may use: asked for, or the spec's, or the config's own; never above the config's bound. */
import type { Limits, RunRequest, Spec, TerminalMode } from '../../contract';
import { RunyardError } from '../../contract/runyard-error';
import { describeLimit, writeLimit } from './limit-words';

/** What a program in a terminal may take at least, within the bound: a REPL waits for a person most of its time. */
const TERMINAL_RUN_TIMEOUT_MS = 60 * 60_000;

/**
 * @param asked the request's own limits
 * @throws RunyardError `LIMIT_TOO_HIGH` where the request asks for more than the bound
 */
export function resolveLimits(
  asked: RunRequest['limits'],
  spec: Spec,
  defaults: Limits,
  bounds: Limits,
  terminal: TerminalMode = 'off',
): Limits {
  const resolved = { ...defaults };
  const least: Partial<Limits> = terminal === 'on' ? { runTimeoutMs: TERMINAL_RUN_TIMEOUT_MS } : {};
  for (const key of Object.keys(bounds) as (keyof Limits)[]) {
    const value = asked?.[key];
    if (value !== undefined && value > bounds[key]) {
      throw new RunyardError('LIMIT_TOO_HIGH', {
        message: `The run asks for ${describeLimit(key, value)}; at most ${writeLimit(key, bounds[key])} is allowed.`,
        remedy: `Ask for ${writeLimit(key, bounds[key])} or less, or raise maxLimits.${key.replace(/(Ms|Bytes)$/, '')} in the configuration.`,
        details: { limit: key, asked: value, bound: bounds[key] },
      });
    }
    const usual = Math.max(spec.limits[key] ?? defaults[key], least[key] ?? 0);
    resolved[key] = value ?? Math.min(usual, bounds[key]);
  }
  return resolved;
}
