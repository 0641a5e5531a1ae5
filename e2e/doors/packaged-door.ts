/**
 * Runyard as it is shipped, on a machine without Docker. With the fuses as shipped Playwright cannot launch it, which
 * needs Node's inspector; it is started as a person starts it, and driven through Chromium's debugging port.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from '@playwright/test';
import { electronArguments } from './desktop-door';
import { environmentWith } from './door';

const START_TIMEOUT_MS = 30_000;
const END_TIMEOUT_MS = 15_000;

export interface FoundProcess {
  pid: number;
  uid: number;
  command: string[];
}

export class PackagedDoor implements AsyncDisposable {
  readonly page: Page;
  readonly #executable: string;
  readonly #process: ChildProcess;
  readonly #exited: Promise<unknown>;
  readonly #browser: Browser;

  private constructor(
    executable: string,
    process: ChildProcess,
    exited: Promise<unknown>,
    browser: Browser,
    page: Page,
  ) {
    this.#executable = executable;
    this.#process = process;
    this.#exited = exited;
    this.#browser = browser;
    this.page = page;
  }

  static async launch(executable: string, dataDir: string): Promise<PackagedDoor> {
    const process = spawn(executable, electronArguments('--remote-debugging-port=0'), {
      env: environmentWith({ RUNYARD_DATA_DIR: dataDir, RUNYARD_DOCKER_HOST: 'unix:///nonexistent.sock' }),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const exited = once(process, 'exit');
    const kill = setTimeout(() => process.kill('SIGKILL'), START_TIMEOUT_MS);
    try {
      const browser = await chromium.connectOverCDP(await readDebuggerAddress(process));
      const [context] = browser.contexts();
      const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
      if (!page) throw new Error('It opened no window.');
      return new PackagedDoor(executable, process, exited, browser, page);
    } catch (error) {
      process.kill('SIGKILL');
      throw error;
    } finally {
      clearTimeout(kill);
    }
  }

  /** Processes in which programs run, or wait for one. */
  async listGuests(): Promise<FoundProcess[]> {
    const all = await listProcesses();
    return all.filter(({ command }) => command[0] === this.#executable && command.some(isSupervisor));
  }

  /** What stands around a guest too. */
  async listLeftovers(): Promise<FoundProcess[]> {
    return (await listProcesses()).filter(({ command }) => command.includes(this.#executable));
  }

  /** The exit code, or null when it did not end by itself in time. */
  async quit(): Promise<number | null> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      this.#process.kill('SIGTERM');
      const kill = setTimeout(() => this.#process.kill('SIGKILL'), END_TIMEOUT_MS);
      await this.#exited;
      clearTimeout(kill);
    }
    await this.#browser.close();
    return this.#process.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.quit();
  }
}

async function readDebuggerAddress(process: ChildProcess): Promise<string> {
  const said: string[] = [];
  if (process.stderr) {
    for await (const line of createInterface({ input: process.stderr })) {
      said.push(line);
      const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (!address) continue;
      // Leaving the loop pauses the stream, and a full pipe would stop the app.
      process.stderr.on('data', () => {}).resume();
      return address;
    }
  }
  throw new Error(`It ended without a window. It said: ${said.join('\n')}`);
}

function isSupervisor(word: string): boolean {
  return word.endsWith('supervisor.cjs') && !word.startsWith('--');
}

async function listProcesses(): Promise<FoundProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  return (await Promise.all(pids.map(readProcess))).filter((found) => found !== null);
}

/** Null when it has ended. */
async function readProcess(pid: number): Promise<FoundProcess | null> {
  try {
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
    const uid = Number(/^Uid:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]);
    return { pid, uid, command };
  } catch {
    return null;
  }
}

/** Without what a shell sets by itself. */
export async function readEnvironment(pid: number): Promise<string[]> {
  const variables = (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0');
  return variables.filter((variable) => variable !== '' && !/^(PWD|OLDPWD|SHLVL|_)=/.test(variable)).sort();
}
