/**
 * What typing costs in a file of 5,000 lines: in a bare Monaco editor, in Runyard, and in Runyard while a program in the
 * same tab floods its output. The first says what machine and display allow; the others are to be read beside it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { percentile, round } from '../statistics';
import { createDataDir, OpenWindow, RUNYARD } from './open-window';

const LINES = 5000;
const KEYS = 200;
/** A hundred words a minute, as uneven as fingers are. */
const SHORTEST_GAP_MS = 60;
const LONGEST_GAP_MS = 180;
/** What the first keys load is no part of the figure. */
const FIRST_KEYS = 20;
/** Over a megabyte a second, and so below the output limit for longer than the typing takes. In JavaScript, which runs everywhere. */
const FLOOD = 'setInterval(() => { for (let i = 0; i < 200; i++) console.log("line", i, "x".repeat(50)); }, 10);\n';
const CONTENT = FLOOD + Array.from({ length: LINES }, (_, i) => `function f${i}(a) { return a * ${i}; }\n`).join('');
/** What a language service says of the file is awaited before the typing. */
const SETTLE_MS = 3000;

export type TypingWay = 'bare' | 'calm' | 'flood';

export interface KeyFigures {
  keys: number;
  /** From the key to the frame that shows it, in ms. */
  p50: number;
  p95: number;
  worst: number;
  /** Longest task of the window's main thread meanwhile, in ms; those under 50 are not counted one by one. */
  longestTaskMs: number;
}

export type TypingFigures = Record<TypingWay, KeyFigures>;

interface Watch {
  delays: number[];
  longestTaskMs: number;
}

/** @param bareApp entry of the peer */
export async function measureTyping(bareApp: string, runs: number): Promise<TypingFigures> {
  const watches: Record<TypingWay, Watch[]> = { bare: [], calm: [], flood: [] };
  for (let run = 0; run < runs; run++) {
    for (const way of ['bare', 'calm', 'flood'] as const) watches[way].push(await watchTyping(way, bareApp));
  }
  return { bare: summarize(watches.bare), calm: summarize(watches.calm), flood: summarize(watches.flood) };
}

async function watchTyping(way: TypingWay, bareApp: string): Promise<Watch> {
  const tab = { id: 'flood', title: 'Flood', specId: 'javascript', args: '' };
  const files = [{ path: 'main.js', content: CONTENT }];
  await using dataDir = await createDataDir(way === 'bare' ? [] : [{ ...tab, files }]);
  await using window = await OpenWindow.open(way === 'bare' ? bareApp : RUNYARD, dataDir.path);
  const { page } = window;
  await page.locator('.monaco-editor .view-line').first().waitFor();
  if (way === 'bare') await fillBareEditor(page);
  await page.locator('.monaco-editor').first().click();
  await page.keyboard.press('ControlOrMeta+End');
  await delay(SETTLE_MS);
  if (way === 'flood') {
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.locator('[data-source="stdout"]').first().waitFor();
  }
  for (let key = 0; key < FIRST_KEYS; key++) await page.keyboard.press('a');
  await page.evaluate(startWatch);
  for (let key = 0; key < KEYS; key++) {
    const next = delay(SHORTEST_GAP_MS + Math.random() * (LONGEST_GAP_MS - SHORTEST_GAP_MS));
    await page.keyboard.press(key % 20 === 19 ? 'Enter' : 'a');
    await next;
  }
  return page.evaluate(() => (globalThis as unknown as { watch: Watch }).watch);
}

async function fillBareEditor(page: Page): Promise<void> {
  await page.evaluate(
    (content) => (globalThis as unknown as { editor: { setValue(text: string): void } }).editor.setValue(content),
    CONTENT,
  );
}

/** Runs in the page. The frame's own callback comes just before it is painted. */
function startWatch(): void {
  const watch: Watch = { delays: [], longestTaskMs: 0 };
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

function summarize(watches: readonly Watch[]): KeyFigures {
  const delays = watches.flatMap((watch) => watch.delays);
  return {
    keys: delays.length,
    p50: round(percentile(delays, 0.5), 1),
    p95: round(percentile(delays, 0.95), 1),
    worst: round(Math.max(...delays), 1),
    longestTaskMs: round(Math.max(...watches.map((watch) => watch.longestTaskMs)), 0),
  };
}
