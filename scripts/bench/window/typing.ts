/** What typing costs in a file of 5,000 lines while a program in the same tab floods its output. */
import { percentile, round } from '../statistics';
import { createDataDir, OpenWindow, RUNYARD } from './open-window';

const LINES = 5000;
const KEYS = 200;
/** What the first keys load is no part of the figure. */
const FIRST_KEYS = 20;
/** Over a megabyte a second, and so below the output limit for longer than the typing takes. In JavaScript, which runs everywhere. */
const FLOOD = 'setInterval(() => { for (let i = 0; i < 200; i++) console.log("line", i, "x".repeat(50)); }, 10);\n';

export interface TypingFigures {
  keys: number;
  /** From the key to the frame that shows it, in ms. */
  p50: number;
  p95: number;
  worst: number;
  /** Longest task of the window's main thread meanwhile, in ms; those under 50 are not counted one by one. */
  longestTaskMs: number;
}

export async function measureTyping(): Promise<TypingFigures> {
  const content = FLOOD + Array.from({ length: LINES }, (_, i) => `function f${i}(a) { return a * ${i}; }\n`).join('');
  await using dataDir = await createDataDir([
    { id: 'flood', title: 'Flood', specId: 'javascript', files: [{ path: 'main.js', content }], args: '' },
  ]);
  await using window = await OpenWindow.open(RUNYARD, dataDir.path);
  const { page } = window;
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.locator('[data-source="stdout"]').first().waitFor();
  for (let key = 0; key < FIRST_KEYS; key++) await page.keyboard.press('a');
  await page.evaluate(startWatch);
  for (let key = 0; key < KEYS; key++) {
    await page.keyboard.press(key % 20 === 19 ? 'Enter' : 'a');
  }
  const { delays, longestTaskMs } = await page.evaluate(() => {
    const { watch } = globalThis as unknown as { watch: { delays: number[]; longestTaskMs: number } };
    return { delays: watch.delays, longestTaskMs: watch.longestTaskMs };
  });
  await page.keyboard.press('ControlOrMeta+.');
  return {
    keys: delays.length,
    p50: round(percentile(delays, 0.5), 1),
    p95: round(percentile(delays, 0.95), 1),
    worst: round(Math.max(...delays), 1),
    longestTaskMs: round(longestTaskMs, 0),
  };
}

/** Runs in the page. The frame's own callback comes just before it is painted. */
function startWatch(): void {
  const watch = { delays: [] as number[], longestTaskMs: 0 };
  Object.assign(globalThis, { watch });
  globalThis.addEventListener(
    'keydown',
    (event) => {
      requestAnimationFrame(() => watch.delays.push(performance.now() - event.timeStamp));
    },
    { capture: true },
  );
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watch.longestTaskMs = Math.max(watch.longestTaskMs, duration);
  }).observe({ type: 'longtask' });
}
