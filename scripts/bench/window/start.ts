/** Time from the start of the process to the first key that the editor takes. */
import type { Page } from '@playwright/test';
import { type Percentiles, percentiles, round } from '../statistics';
import { createDataDir, describeTabs, OpenWindow, RUNYARD } from './open-window';

const TABS = 10;
const LONGEST_MS = 30_000;
/** A key of its own for each run, since what was typed is restored in the next. None is in the tabs' text. */
const KEYS = [...'bcdfghjkmopqrstwxyzBCDFGHJKMOPQRSTWXYZ'];

export interface StartFigures {
  runyardMs: Percentiles;
  bareMs: Percentiles;
  /** Medians. */
  ratio: number;
}

/** @param bareApp entry of the peer */
export async function measureStart(bareApp: string, runs: number): Promise<StartFigures> {
  await using tabs = await createDataDir(describeTabs(TABS));
  await using empty = await createDataDir([]);
  const runyard: number[] = [];
  const bare: number[] = [];
  // The first start of each fills the caches that a second one has.
  for (let run = -1; run < runs; run++) {
    const key = KEYS[(run + 1) % KEYS.length]!;
    const own = await measureOne(RUNYARD, tabs.path, key);
    const peer = await measureOne(bareApp, empty.path, key);
    if (run < 0) continue;
    runyard.push(own);
    bare.push(peer);
  }
  const [runyardMs, bareMs] = [percentiles(runyard), percentiles(bare)];
  return { runyardMs, bareMs, ratio: round(runyardMs.p50 / bareMs.p50, 2) };
}

async function measureOne(appPath: string, dataDir: string, key: string): Promise<number> {
  await using window = await OpenWindow.open(appPath, dataDir);
  const taken = watchForKey(window.page, key);
  let isTaken = false;
  void taken.then(() => {
    isTaken = true;
  });
  // A person who types at once: until a key arrives somewhere, it is lost.
  while (!isTaken) await window.page.keyboard.press(key);
  return (await taken) - (await window.startedAt());
}

/** Milliseconds since 1970 when the editor shows the key. No function in it has a name: the loader would put a call of its own there. */
function watchForKey(page: Page, key: string): Promise<number> {
  return page.evaluate(
    ({ key, longestMs }) =>
      new Promise<number>((resolve, reject) => {
        const stop = setTimeout(() => reject(new Error('no key arrived')), longestMs);
        const looking = setInterval(() => {
          const lines = [...document.querySelectorAll('.monaco-editor .view-line')];
          if (!lines.some((line) => line.textContent?.includes(key))) return;
          clearInterval(looking);
          clearTimeout(stop);
          resolve(performance.timeOrigin + performance.now());
        }, 4);
      }),
    { key, longestMs: LONGEST_MS },
  );
}
