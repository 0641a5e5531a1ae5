/** Builds and starts the Electron app in which the contract cases run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { build, type InlineConfig } from 'vite';
import type { ContractApp } from '../contract-app/main';
import { electronArguments, findTestElectron } from './desktop-door';
import { launchElectron } from './launch-electron';

const SOURCE = resolve(import.meta.dirname, '../contract-app');
/** Beside the built preload, which it uses. */
const TARGET = resolve(import.meta.dirname, '../../out/contract-app');
const BUILD: InlineConfig = { configFile: false, logLevel: 'warn' };

async function buildContractApp(): Promise<void> {
  await build({
    ...BUILD,
    root: SOURCE,
    build: { outDir: join(TARGET, 'page'), emptyOutDir: true, target: 'chrome130' },
  });
  await build({
    ...BUILD,
    build: {
      ssr: join(SOURCE, 'main.ts'),
      outDir: TARGET,
      emptyOutDir: false,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'main.js' } },
    },
  });
}

export class ContractDoor implements AsyncDisposable {
  readonly page: Page;
  readonly #electron: ElectronApplication;
  readonly #userData: string;

  private constructor(electron: ElectronApplication, page: Page, userData: string) {
    this.#electron = electron;
    this.page = page;
    this.#userData = userData;
  }

  static async launch(): Promise<ContractDoor> {
    await buildContractApp();
    const userData = await mkdtemp(join(tmpdir(), 'runyard-contract-'));
    const electron = await launchElectron({
      executablePath: await findTestElectron(),
      args: [`--user-data-dir=${userData}`, ...electronArguments(join(TARGET, 'main.js'))],
    });
    const door = new ContractDoor(electron, await electron.firstWindow(), userData);
    await door.page.exposeFunction('requestPort', () => door.#call('handOver'));
    return door;
  }

  /** A new engine behind a new page. */
  async renew(): Promise<void> {
    await this.#call('renewEngine');
    await this.reload();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.page.waitForFunction(() => 'contractPage' in window);
  }

  async #call(method: keyof ContractApp): Promise<void> {
    await this.#electron.evaluate((_electron, name) => {
      (globalThis as unknown as { contractApp: ContractApp }).contractApp[name]();
    }, method);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#electron.close();
    await rm(this.#userData, { recursive: true, force: true });
  }
}
