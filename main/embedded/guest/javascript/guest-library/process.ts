/** `process`. */
import { argumentError, systemError } from './errors';
import { nextTick } from './event-loop';
import { EventEmitter } from './events';
import { find } from './file-tree';
import { native } from './native';
import * as path from './path';
import { InputStream, OutputStream } from './standard-streams';

/** As Node ends where its entry still waits. */
const UNSETTLED_CODE = 13;
const startedMs = native.now();
let currentFolder = '/work';
path.setCurrentFolder(() => currentFolder);

class Process extends EventEmitter {
  readonly title = 'node';
  readonly pid = 1;
  readonly ppid = 0;
  readonly platform = 'linux';
  readonly arch = 'x64';
  readonly version = 'v24.0.0';
  readonly versions = { node: '24.0.0', quickjs: '2025-09-13' };
  readonly release = { name: 'node' };
  readonly execPath = '/usr/local/bin/node';
  readonly execArgv: string[] = [];
  readonly argv0 = 'node';
  readonly features = {};
  readonly stdin = new InputStream();
  readonly stdout = new OutputStream(1);
  readonly stderr = new OutputStream(2);
  argv: string[] = ['/usr/local/bin/node'];
  env: Record<string, string> = {};
  exitCode: number | string | undefined;
  #isExiting = false;

  readonly nextTick = nextTick;
  readonly hrtime = Object.assign(
    (since?: [number, number]): [number, number] => {
      const ms = native.now();
      const now: [number, number] = [Math.floor(ms / 1000), Math.floor((ms % 1000) * 1e6)];
      if (!since) return now;
      const seconds = now[0] - since[0];
      const nanos = now[1] - since[1];
      return nanos < 0 ? [seconds - 1, nanos + 1e9] : [seconds, nanos];
    },
    { bigint: () => BigInt(Math.round(native.now() * 1e6)) },
  );
  readonly memoryUsage = Object.assign(
    () => {
      const rss = native.countHeapBytes();
      return { rss, heapTotal: rss, heapUsed: rss, external: 0, arrayBuffers: 0 };
    },
    { rss: () => native.countHeapBytes() },
  );

  cwd(): string {
    return currentFolder;
  }
  chdir(folder: string): void {
    const full = path.resolve(folder);
    if (find(full)?.kind !== 'folder') throw systemError('ENOENT', 'chdir', folder);
    currentFolder = full;
  }
  uptime(): number {
    return (native.now() - startedMs) / 1000;
  }
  cpuUsage(): { user: number; system: number } {
    return { user: Math.round((native.now() - startedMs) * 1000), system: 0 };
  }
  umask(): number {
    return 0o22;
  }
  getuid(): number {
    return 1000;
  }
  emitWarning(warning: string | Error, options?: string | { type?: string }): void {
    const type = typeof options === 'string' ? options : (options?.type ?? 'Warning');
    const text = warning instanceof Error ? String(warning) : `${type}: ${warning}`;
    this.stderr.write(`(node:1) ${text}\n`);
  }

  exit(code?: number | string): never {
    if (code !== undefined) this.exitCode = readExitCode(code);
    if (!this.#isExiting) {
      this.#isExiting = true;
      this.emit('exit', this.#code);
    }
    return native.exit(this.#code);
  }
  reallyExit(code = this.#code): never {
    return native.exit(code);
  }
  abort(): never {
    return native.exit(134);
  }
  kill(pid: number, signal: string | number = 'SIGTERM'): boolean {
    if (pid !== this.pid) throw Object.assign(new Error('kill ESRCH'), { errno: -3, code: 'ESRCH', syscall: 'kill' });
    if (signal === 0) return true;
    const numbers: Record<string, number> = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGTERM: 15 };
    const name =
      typeof signal === 'number' ? (Object.keys(numbers).find((key) => numbers[key] === signal) ?? '') : signal;
    if (name === 'SIGKILL' || this.listenerCount(name) === 0) return native.exit(128 + (numbers[name] ?? 15));
    nextTick(() => this.emit(name, name));
    return true;
  }

  /** False where a listener has given the event loop work. */
  finish(hasWork: () => boolean, isUnsettled: boolean): boolean {
    this.emit('beforeExit', this.#code);
    if (hasWork()) return false;
    if (isUnsettled && this.exitCode === undefined) {
      this.stderr.write(`Warning: Detected unsettled top-level await at file://${this.argv[1]}\n`);
      this.exitCode = UNSETTLED_CODE;
    }
    return this.exit();
  }

  get #code(): number {
    return Number(this.exitCode ?? 0);
  }
}

function readExitCode(code: unknown): number {
  const number = typeof code === 'string' && code !== '' ? Number(code) : code;
  if (number === null || number === undefined) return 0;
  if (typeof number !== 'number' || !Number.isInteger(number)) throw argumentError('code', 'of type number', code);
  return number & 0xff;
}

export const process = new Process();
Object.defineProperty(process, Symbol.toStringTag, { value: 'process' });
