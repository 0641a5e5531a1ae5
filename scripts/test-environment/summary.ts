/** What `npm test` says at its end, and the exit code that goes with it. */
import { formatTable } from '../text-table';
import type { PartResult } from './parts';
import { addCounts } from './test-counts';
import type { NamedTest } from './test-report';

/** More names than these help nobody. */
const MAX_NAMES = 30;
const MAX_ERROR_CHARACTERS = 200;

/**
 * The table of the parts, the names of what failed or passed only at the second try, and as its last line the sum, which
 * programs read. The names are here too because of long output only the end may be kept.
 */
export function formatSummary(results: PartResult[]): string {
  const rows = results.map(({ name, state, seconds, counts, retried, reason }) => [
    name,
    state,
    seconds.toFixed(1),
    String(counts.passed),
    String(counts.failed),
    String(counts.skipped),
    String(retried.length),
    reason,
  ]);
  const { passed, failed, skipped } = addCounts(results.map((result) => result.counts));
  return [
    formatTable(['part', 'result', 'seconds', 'passed', 'failed', 'skipped', 'at 2nd try', 'reason'], rows),
    '',
    ...nameTests('failed:', results, ({ failed }) => failed),
    ...nameTests('passed only at the second try, to be mended:', results, ({ retried }) => retried),
    `${passed} passed, ${failed} failed, ${skipped} skipped`,
  ].join('\n');
}

/** A heading and two lines a test, with an empty line after them; nothing where there is no such test. */
function nameTests(heading: string, results: PartResult[], choose: (result: PartResult) => NamedTest[]): string[] {
  const all = results.flatMap((result) => choose(result).map((test) => ({ part: result.name, ...test })));
  if (all.length === 0) return [];
  const lines = all
    .slice(0, MAX_NAMES)
    .flatMap(({ part, file, line, title, error }) => [
      `  ${[part, line === undefined ? file : `${file}:${line}`, title].filter((word) => word !== '').join('  ')}`,
      `      ${error.slice(0, MAX_ERROR_CHARACTERS)}`,
    ]);
  const left = all.length - MAX_NAMES;
  return [heading, ...lines, ...(left > 0 ? [`  and ${left} more`] : []), ''];
}

/** `isStrict`: nothing may be skipped, as on a machine that is there to run the tests. */
export function decideExitCode(results: PartResult[], isStrict: boolean): 0 | 1 {
  const { failed, skipped } = addCounts(results.map((result) => result.counts));
  return failed > 0 || (isStrict && skipped > 0) ? 1 : 0;
}
