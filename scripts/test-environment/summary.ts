/** What `npm test` says at its end, and the exit code that goes with it. */
import { formatTable } from '../text-table';
import type { PartResult } from './parts';
import { addCounts } from './test-counts';

/** The table of the parts, and as its last line the sum, which programs read. */
export function formatSummary(results: PartResult[]): string {
  const rows = results.map(({ name, state, seconds, counts, reason }) => [
    name,
    state,
    seconds.toFixed(1),
    String(counts.passed),
    String(counts.failed),
    String(counts.skipped),
    reason,
  ]);
  const { passed, failed, skipped } = addCounts(results.map((result) => result.counts));
  return [
    formatTable(['part', 'result', 'seconds', 'passed', 'failed', 'skipped', 'reason'], rows),
    '',
    `${passed} passed, ${failed} failed, ${skipped} skipped`,
  ].join('\n');
}

/** `isStrict`: nothing may be skipped, as on a machine that is there to run the tests. */
export function decideExitCode(results: PartResult[], isStrict: boolean): 0 | 1 {
  const { failed, skipped } = addCounts(results.map((result) => result.counts));
  return failed > 0 || (isStrict && skipped > 0) ? 1 : 0;
}
