/** The embedded bench's report as text. */
import { formatTable } from '../text-table';
import type { EmbeddedReport, FloodFigures } from './embedded';

export function formatEmbedded({ node, languages, flood, atOnce, idle }: EmbeddedReport): string {
  const rows = Object.entries(languages).map(([name, figures]) => [
    name,
    figures.warmFirstOutputMs.p50.toFixed(1),
    figures.warmFirstOutputMs.p95.toFixed(1),
    figures.warmOverNode.toFixed(2),
    figures.goalMs === null ? '-' : String(figures.goalMs),
    figures.coldFirstOutputMs.p50.toFixed(0),
    figures.coldFirstOutputMs.p95.toFixed(0),
    figures.stopMs.p50.toFixed(0),
    figures.stopMs.p95.toFixed(0),
  ]);
  const header = ['language', 'warm p50', 'p95', 'over node', 'goal', 'cold p50', 'p95', 'stop p50', 'p95'];
  return [
    "First output and stop of an endless loop, in ms; beside `node -e 'console.log(1)'` started fresh:",
    `p50 ${node.p50}, p95 ${node.p95}.`,
    '',
    formatTable(header, rows),
    '',
    `50 MB printed: embedded ${describeFlood(flood.embedded)}; Docker ${flood.docker ? describeFlood(flood.docker) : 'is not there'}.`,
    `${atOnce.runs} at once: ${atOnce.failed} failed, all done in ${atOnce.seconds} s.`,
    `${idle.guests} waiting guests hold ${idle.shareMb} MB together, of at most ${idle.boundMb} MB; given back after ${idle.givenBackAfterMs} ms without use.`,
  ].join('\n');
}

function describeFlood({ seconds, megabytesPerSecond, hostGrowthMb }: FloodFigures): string {
  return `${seconds} s (${megabytesPerSecond} MB/s), the host grew by ${hostGrowthMb} MB`;
}
