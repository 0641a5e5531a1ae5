/** The window's bench: start, typing under a flood, memory of tabs. Needs the test Electron, a display and a build. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildBareApp } from './build-bare-app';
import { RUNYARD } from './open-window';
import { measureStart, type StartFigures } from './start';
import { measureTabMemory, type TabMemoryFigures } from './tab-memory';
import { measureTyping, type TypingFigures } from './typing';

export interface WindowReport {
  start: StartFigures;
  typing: TypingFigures;
  memory: TabMemoryFigures;
}

/** @throws Error saying what is missing */
export async function measureWindow(runs: number): Promise<WindowReport> {
  if (!existsSync(join(RUNYARD, 'out/main/index.js'))) throw new Error('There is no build. Make one: npm run build.');
  if (process.platform === 'linux' && !process.env.DISPLAY) {
    throw new Error('There is no display. Start one: xvfb-run -a npm run bench -- window.');
  }
  const bareApp = await buildBareApp();
  return {
    start: await measureStart(bareApp, runs),
    typing: await measureTyping(),
    memory: await measureTabMemory(),
  };
}

export function formatWindow({ start, typing, memory }: WindowReport): string {
  return [
    `Start to the first key taken, ten tabs restored: p50 ${start.runyardMs.p50} ms, p95 ${start.runyardMs.p95} ms.`,
    `The same of an Electron window with one Monaco editor: p50 ${start.bareMs.p50} ms, p95 ${start.bareMs.p95} ms; ratio ${start.ratio}.`,
    `A key in 5,000 lines under a flood, to its frame: p50 ${typing.p50} ms, p95 ${typing.p95} ms, worst ${typing.worst} ms; longest task ${typing.longestTaskMs} ms (0: none over 50).`,
    `Window with 1 tab ${memory.oneTabMb} MB, with ${memory.tabs} ${memory.allTabsMb} MB: ${memory.perTabMb} MB a tab.`,
  ].join('\n');
}
