/** What the end-to-end tests start from: a Runyard of their own in an empty data folder. */
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { BrowserDoor } from './doors/browser-door';
import { DesktopDoor } from './doors/desktop-door';
import type { Door } from './doors/door';

export interface DoorOptions {
  /** Set by the project: which door `door` and `page` are of. */
  doorKind: 'desktop' | 'browser';
  /** Settings of the Runyard under test, as environment variables. */
  environment: Record<string, string>;
}

interface DoorFixtures {
  /** Empty but for the embedded engine's snapshots, which all tests share: to make them takes seconds. Removed afterwards. */
  dataDir: string;
  /** Ended afterwards; a container that it leaves fails the test. */
  desktopApp: DesktopDoor;
  /** Ended afterwards; a container that it leaves fails the test. */
  browserDoor: BrowserDoor;
  /** The door of the project. */
  door: Door;
}

export const test = base.extend<DoorFixtures & DoorOptions>({
  doorKind: ['desktop', { option: true }],
  environment: [{}, { option: true }],

  dataDir: async ({ doorKind }, use) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'runyard-e2e-'));
    // Each door runs guests by another Node, which wants snapshots of its own.
    const snapshots = resolve(import.meta.dirname, '../out/test-snapshots', doorKind);
    await mkdir(snapshots, { recursive: true });
    await mkdir(join(dataDir, 'embedded'));
    await symlink(snapshots, join(dataDir, 'embedded/snapshots'), 'dir');
    await use(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  },

  desktopApp: async ({ dataDir, environment }, use) => {
    await using desktop = await DesktopDoor.launch({ dataDir, environment });
    await use(desktop);
  },

  browserDoor: async ({ dataDir, environment }, use) => {
    await using browser = await BrowserDoor.launch({ dataDir, environment });
    await use(browser);
  },

  door: async ({ doorKind, dataDir, environment }, use) => {
    await using door = await (doorKind === 'desktop' ? DesktopDoor : BrowserDoor).launch({ dataDir, environment });
    await use(door);
  },

  page: async ({ door }, use) => use(door.page),
});

/**
 * Waits until the main process answers this. It is asked again when it gives no answer too: Playwright loses one now and
 * then ("Resulting promise was garbage collected"), such as while a window is brought to the front.
 */
export function expectOfMain<Answer>(ask: () => Promise<Answer>, check: (answer: Answer) => void): Promise<void> {
  return expect(async () => check(await ask())).toPass({ timeout: 10_000 });
}

export { expect };
