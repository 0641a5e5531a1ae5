/** Runyard served to a real Chromium, as `npm run serve` does it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from '@playwright/test';
import { type Door, environmentWith, type LaunchOptions } from './door';
import { expectNoContainersOf } from './own-containers';
import { WindowFaults } from './window-faults';

const SERVE = resolve(import.meta.dirname, '../../out/main/serve.js');
const START_TIMEOUT_MS = 30_000;
const END_TIMEOUT_MS = 15_000;
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The server alone, without a browser. */
export class ServedRunyard implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #exited: Promise<unknown>;
  /** With the token in it. */
  readonly address: string;

  private constructor(process: ChildProcess, exited: Promise<unknown>, address: string) {
    this.#process = process;
    this.#exited = exited;
    this.address = address;
  }

  static async start({ dataDir, environment = {} }: LaunchOptions): Promise<ServedRunyard> {
    const server = spawn(process.execPath, [SERVE, '--no-open', '--port', '0'], {
      env: environmentWith({ ...environment, RUNYARD_DATA_DIR: dataDir }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exited = once(server, 'exit');
    let said = '';
    server.stderr.on('data', (data: Buffer) => {
      said += data.toString();
    });
    const address = await Promise.race([
      readAddress(server, (line) => {
        said += `${line}\n`;
      }),
      exited.then(() => null),
      new Promise<null>((give) => setTimeout(give, START_TIMEOUT_MS, null).unref()),
    ]);
    if (address === null) {
      server.kill('SIGKILL');
      throw new Error(`The server gave no address. It said: ${said}`);
    }
    return new ServedRunyard(server, exited, address);
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Ends it with a signal; the exit code, or null when it did not end by itself in time. */
  async end(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      this.#process.kill(signal);
      const kill = setTimeout(() => this.#process.kill('SIGKILL'), END_TIMEOUT_MS);
      await this.#exited;
      clearTimeout(kill);
    }
    return this.#process.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
    await expectNoContainersOf(this.pid);
  }
}

async function readAddress(server: ChildProcess, onLine: (line: string) => void): Promise<string | null> {
  if (!server.stdout) return null;
  const lines = createInterface({ input: server.stdout });
  for await (const line of lines) {
    onLine(line);
    const address = /https?:\/\/\S+/.exec(line)?.[0];
    if (!address) continue;
    // Leaving the loop pauses the stream, and a full pipe would stop the server.
    server.stdout.on('data', () => {}).resume();
    return address;
  }
  return null;
}

export class BrowserDoor implements Door {
  readonly server: ServedRunyard;
  readonly page: Page;
  readonly pid: number;
  readonly dataDir: string;
  readonly faults: WindowFaults;
  readonly #browser: Browser;

  private constructor(server: ServedRunyard, browser: Browser, page: Page, dataDir: string, faults: WindowFaults) {
    this.server = server;
    this.page = page;
    this.pid = server.pid;
    this.dataDir = dataDir;
    this.faults = faults;
    this.#browser = browser;
  }

  static async launch(options: LaunchOptions): Promise<BrowserDoor> {
    const server = await ServedRunyard.start(options);
    try {
      const browser = await launchChromium();
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      const faults = new WindowFaults();
      faults.watch(page.context());
      await page.goto(server.address);
      return new BrowserDoor(server, browser, page, options.dataDir, faults);
    } catch (error) {
      await server.end();
      throw error;
    }
  }

  async quit(): Promise<void> {
    await this.page.close({ runBeforeUnload: false });
    await this.#browser.close();
    await this.server.end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    await this.server[Symbol.asyncDispose]();
    this.faults.expectNone();
  }
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.RUNYARD_TEST_CHROMIUM || '/usr/bin/chromium',
    args: CHROMIUM_FLAGS,
  });
}
