/** The window's bench: start, typing under a flood, memory of tabs. Needs the test Electron, a display and a build. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { round } from '../statistics';
import { buildBareApp } from './build-bare-app';
import { RUNYARD } from './open-window';
import { measureStart, type StartFigures } from './start';
import { measureTabMemory, type TabMemoryFigures } from './tab-memory';
import { type KeyFigures, measureTyping, type TypingFigures } from './typing';

export interface WindowReport {
  start: StartFigures;
  typing: TypingFigures;
  memory: TabMemoryFigures;
}

/** Rounds of typing; each types into three windows. */
const MOST_TYPING_RUNS = 3;

/** @throws Error saying what is missing */
export async function measureWindow(runs: number): Promise<WindowReport> {
  if (!existsSync(join(RUNYARD, 'out/main/index.js'))) throw new Error('There is no build. Make one: npm run build.');
  if (process.platform === 'linux' && !process.env.DISPLAY) {
    throw new Error('There is no display. Start one: xvfb-run -a npm run bench -- window.');
  }
  const bareApp = await buildBareApp();
  return {
    start: await measureStart(bareApp, runs),
    typing: await measureTyping(bareApp, Math.min(runs, MOST_TYPING_RUNS)),
    memory: await measureTabMemory(),
  };
}

export function formatWindow({ start, typing, memory }: WindowReport): string {
  return [
    `Start to the first key taken, ten tabs restored: p50 ${start.runyardMs.p50} ms, p95 ${start.runyardMs.p95} ms.`,
    `The same of an Electron window with one Monaco editor: p50 ${start.bareMs.p50} ms, p95 ${start.bareMs.p95} ms; ratio ${start.ratio}.`,
    `A key in 5,000 lines, to its frame: ${formatKeys(typing.bare)} in an Electron window with one Monaco editor;`,
    `  ${formatKeys(typing.calm)} in Runyard; ${formatKeys(typing.flood)} while a program floods its output.`,
    `  Of the one Monaco editor's p95 that is ${times(typing.calm, typing.bare)} and ${times(typing.flood, typing.bare)} times.`,
    `Window with 1 tab ${memory.oneTabMb} MB, with ${memory.tabs} ${memory.allTabsMb} MB: ${memory.perTabMb} MB a tab.`,
  ].join('\n');
}

function formatKeys({ p50, p95, worst, longestTaskMs }: KeyFigures): string {
  const longest = longestTaskMs === 0 ? 'no task over 50 ms' : `longest task ${longestTaskMs} ms`;
  return `p50 ${p50} ms, p95 ${p95} ms, worst ${worst} ms, ${longest}`;
}

function times(own: KeyFigures, peer: KeyFigures): number {
  return round(own.p95 / peer.p95, 2);
}
