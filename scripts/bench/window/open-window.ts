/** A window under measurement: Runyard's own, in a data folder with tabs in it, or the bare app's. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { LegacySession } from '../../../contract';
import { electronArguments, findTestElectron } from '../../../e2e/doors/desktop-door';
import { environmentWith } from '../../../e2e/doors/door';
import { launchElectron } from '../../../e2e/doors/launch-electron';

export const RUNYARD = resolve(import.meta.dirname, '../../..');

export class OpenWindow implements AsyncDisposable {
  private constructor(
    readonly electron: ElectronApplication,
    readonly page: Page,
  ) {}

  /** @param appPath folder or entry of the app */
  static async open(appPath: string, dataDir: string): Promise<OpenWindow> {
    const electron = await launchElectron({
      executablePath: await findTestElectron(),
      args: [`--user-data-dir=${join(dataDir, 'electron')}`, ...electronArguments(appPath)],
      env: environmentWith({ RUNYARD_DATA_DIR: dataDir, RUNYARD_DOCKER_HOST: 'unix:///nonexistent.sock' }),
    });
    return new OpenWindow(electron, await electron.firstWindow());
  }

  /** Milliseconds since 1970 at which the process began. */
  async startedAt(): Promise<number> {
    const at = await this.electron.evaluate(() => process.getCreationTime());
    if (at === null) throw new Error('Electron does not know when its process was started.');
    return at;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.electron.close();
  }
}

/** A data folder of its own; removed when disposed of. */
export async function createDataDir(tabs: LegacySession['tabs']): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'runyard-bench-window-'));
  const session: LegacySession = {
    version: 1,
    tabs,
    activeTabId: tabs[0]?.id ?? null,
    theme: 'dark',
    layout: 'beside',
  };
  if (tabs.length > 0) await writeFile(join(path, 'session.json'), JSON.stringify(session));
  return {
    path,
    async [Symbol.asyncDispose]() {
      await rm(path, { recursive: true, force: true });
    },
  };
}

/** As many tabs of a hundred lines each. */
export function describeTabs(count: number): LegacySession['tabs'] {
  const line = (tab: number, number: number) => `value_${number} = ${tab} * ${number}  # line ${number}\n`;
  return Array.from({ length: count }, (_, tab) => ({
    id: `tab-${tab}`,
    title: `Tab ${tab}`,
    specId: 'python',
    files: [{ path: 'main.py', content: Array.from({ length: 100 }, (_, number) => line(tab, number)).join('') }],
    args: '',
  }));
}
