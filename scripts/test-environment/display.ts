/** A display for windows under test: the person's own, or a virtual one on a free number. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { AptInstaller } from './apt';
import { type Log, missing, type Readiness, type Requirement, ready } from './readiness';
import { hasCommand } from './run-command';

const START_TIMEOUT_MS = 15_000;
/** Room for the window and its developer tools; 24 bits as real displays have. */
const SCREEN = '1600x1000x24';

export class Display implements Requirement {
  readonly #apt: AptInstaller;
  readonly #log: Log;
  #server: ChildProcess | null = null;

  constructor(apt: AptInstaller, log: Log) {
    this.#apt = apt;
    this.#log = log;
  }

  async ensure(signal: AbortSignal): Promise<Readiness> {
    if (process.platform !== 'linux' || process.env.DISPLAY) return ready();
    if (!(await hasCommand('Xvfb'))) {
      const installed = await this.#apt.ensure(['xvfb', 'xauth'], signal);
      if (installed.state === 'missing')
        return missing(`no display and no Xvfb (${installed.reason})`, installed.remedy);
    }
    return this.#start(signal);
  }

  /** Xvfb takes a free display itself and says which on the descriptor given. */
  async #start(signal: AbortSignal): Promise<Readiness> {
    const options = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'];
    const server = spawn('Xvfb', options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    this.#server = server;
    const answer = server.stdio[3] as Readable;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(START_TIMEOUT_MS)]);
    try {
      const [line] = (await Promise.race([
        once(answer, 'data', { signal: limit }),
        once(server, 'exit', { signal: limit }).then(() => Promise.reject(new Error('it exited at once'))),
      ])) as [Buffer];
      const display = `:${line.toString().trim()}`;
      this.#log(`Started the virtual display ${display}`);
      return ready({ DISPLAY: display });
    } catch (error) {
      await this[Symbol.asyncDispose]();
      return missing(
        `Xvfb did not start: ${error instanceof Error ? error.message : error}`,
        'run `Xvfb :99` to see why',
      );
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null || server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return;
    const gone = once(server, 'exit');
    server.kill('SIGTERM');
    await gone;
  }
}
