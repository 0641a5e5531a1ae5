/** Runyard in a real Electron, as `npm start` runs it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { testElectronPath } from '../../scripts/test-environment/electron';
import { type Door, environmentWith, type LaunchOptions } from './door';
import { launchElectron } from './launch-electron';
import { expectNoContainersOf } from './own-containers';
import { WindowFaults } from './window-faults';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const LAUNCH_TIMEOUT_MS = 30_000;
const QUIT_LIMIT_MS = 20_000;

/** The executable that the tests drive, which `npm test` gets. */
export async function findTestElectron(): Promise<string> {
  const executable = process.env.RUNYARD_TEST_ELECTRON || testElectronPath();
  await access(executable).catch(() => {
    throw new Error(`There is no Electron at ${executable}. Get it with: npx tsx scripts/test-environment/electron.ts`);
  });
  return executable;
}

/** As root Chromium's own sandbox cannot be built. */
export function electronArguments(appPath: string): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox', appPath] : [appPath];
}

export class DesktopDoor implements Door {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly pid: number;
  readonly dataDir: string;
  readonly faults: WindowFaults;
  readonly #exited: Promise<number | null>;

  private constructor(electron: ElectronApplication, page: Page, dataDir: string, faults: WindowFaults) {
    this.electron = electron;
    this.page = page;
    this.dataDir = dataDir;
    this.faults = faults;
    const process = electron.process();
    this.pid = process.pid ?? 0;
    this.#exited = once(process, 'exit').then(([code]) => code as number | null);
  }

  static async launch({ dataDir, environment = {}, open = [] }: LaunchOptions): Promise<DesktopDoor> {
    const electron = await launchElectron({
      executablePath: await findTestElectron(),
      args: [...electronArguments(REPOSITORY), ...open],
      env: environmentWith({ ...environment, RUNYARD_DATA_DIR: dataDir }),
    });
    const faults = new WindowFaults();
    faults.watch(electron.context());
    return new DesktopDoor(electron, await electron.firstWindow({ timeout: LAUNCH_TIMEOUT_MS }), dataDir, faults);
  }

  /** Starts the app once more, as a shell or the system does; the exit code of that start. */
  static async startAgain({ dataDir, environment = {}, open = [] }: LaunchOptions): Promise<number | null> {
    const again = spawn(await findTestElectron(), [...electronArguments(REPOSITORY), ...open], {
      env: environmentWith({ ...environment, RUNYARD_DATA_DIR: dataDir }),
      stdio: 'ignore',
    });
    const [code] = (await once(again, 'exit')) as [number | null];
    return code;
  }

  /**
   * Playwright's own request, or the answer to it, is lost now and then. An app that has heard it is gone within 12 s
   * (`desktop-app.ts`), so one that is still there is asked as a shell asks.
   */
  async quit(): Promise<void> {
    const unheard = setTimeout(() => process.kill(this.pid, 'SIGTERM'), QUIT_LIMIT_MS);
    void this.electron.close().catch(() => {});
    await this.#exited;
    clearTimeout(unheard);
  }

  /** Settles when the process is gone, whatever ended it; the exit code, or null if a signal killed it. */
  exited(): Promise<number | null> {
    return this.#exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.quit();
    await expectNoContainersOf(this.pid);
    this.faults.expectNone();
  }
}
