import { defineConfig } from '@playwright/test';
import type { DoorOptions } from './e2e/fixtures';

/** Files whose name begins with one door are about that door, or about the packaged app; all others hold on both. */
const DESKTOP_ONLY = /(desktop|contract)[^/]*\.e2e\.ts$/;
const BROWSER_ONLY = /browser[^/]*\.e2e\.ts$/;
/** Of tests that look at the page alone, which is the same in both doors: the desktop's run is enough. */
const ONE_DOOR = /@one-door/;
const PACKAGED_ONLY = /packaged[^/]*\.e2e\.ts$/;

export default defineConfig<DoorOptions>({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  // One window has the focus, and one daemon counts what is left on it.
  workers: 1,
  fullyParallel: false,
  // As in vitest.config.ts.
  retries: process.env.CI === 'true' ? 1 : 0,
  forbidOnly: process.env.CI === 'true',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  projects: [
    { name: 'desktop', testIgnore: [BROWSER_ONLY, PACKAGED_ONLY], use: { doorKind: 'desktop' } },
    { name: 'browser', testIgnore: [DESKTOP_ONLY, PACKAGED_ONLY], grepInvert: ONE_DOOR, use: { doorKind: 'browser' } },
    { name: 'packaged', testMatch: PACKAGED_ONLY },
  ],
});
