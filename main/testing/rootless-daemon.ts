/** A Docker daemon without root, as Docker's own script starts it, or Podman's service: of a user that only its own mounts know. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import Docker from 'dockerode';
import type { EngineKind } from '../docker/engine-kind';
import type { Ended } from './built-command';

const exec = promisify(execFile);
const SCRIPT = '/usr/share/docker.io/contrib/dockerd-rootless.sh';
/** crun refuses a machine with both versions of control groups, as test machines have. */
const PODMAN_WORDS = '--runtime runc --storage-driver vfs --cgroup-manager cgroupfs --events-backend file'.split(' ');
const START_TIMEOUT_MS = 30_000;
/** Of the user's own and of its containers. */
const IDS = 65_537;

/** Below the user's folder of what runs. */
const SOCKETS: Record<EngineKind, string> = { docker: 'docker.sock', podman: 'podman/podman.sock' };

/** Needs root, Debian's `docker.io`, `rootlesskit`, `slirp4netns` and `uidmap`; or `podman`, `catatonit` and `uidmap`. */
export class RootlessDaemon implements AsyncDisposable {
  readonly #folder: string;
  readonly #uid: number;
  readonly #engine: EngineKind;
  #process: ChildProcess | null = null;

  static async start(engine: EngineKind = 'docker'): Promise<RootlessDaemon> {
    const folder = await mkdtemp(join(tmpdir(), 'runyard-rootless-'));
    // Above what systems give out, and another one each time.
    const daemon = new RootlessDaemon(folder, 1_000_000_000 + randomInt(10_000) * 100_000, engine);
    await daemon.#prepare();
    await daemon.#start();
    return daemon;
  }

  private constructor(folder: string, uid: number, engine: EngineKind) {
    this.#folder = folder;
    this.#uid = uid;
    this.#engine = engine;
  }

  /** As `DOCKER_HOST` wants it. */
  get address(): string {
    return `unix://${this.#socket}`;
  }

  get docker(): Docker {
    return new Docker({ socketPath: this.#socket });
  }

  /** The user's own folder. */
  get home(): string {
    return this.#at('home');
  }

  /** A file of this checkout, run by Node as the user of the daemon would. */
  async runNode(file: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
    const words = [this.#at('node'), file.replace(resolve('.'), this.#at('checkout')), ...args];
    const [command = '', ...rest] = this.#asUser(words, env);
    try {
      return { code: 0, ...(await exec(command, rest)) };
    } catch (error) {
      const { code, stdout, stderr } = error as Ended;
      return { code, stdout, stderr };
    }
  }

  get #socket(): string {
    return join(this.#folder, 'run', SOCKETS[this.#engine]);
  }

  #at(name: string): string {
    return join(this.#folder, name);
  }

  async #prepare(): Promise<void> {
    await chmod(this.#folder, 0o755);
    for (const name of ['home', 'run', 'run/podman']) {
      await mkdir(this.#at(name), { mode: 0o700 });
      await chown(this.#at(name), this.#uid, this.#uid);
    }
    await mkdir(this.#at('checkout'));
    await writeFile(this.#at('node'), '');
    const account = `runyard-test:x:${this.#uid}:${this.#uid}`;
    const lines = {
      passwd: `${await readFile('/etc/passwd', 'utf8')}${account}::${this.home}:/bin/sh\n`,
      group: `${await readFile('/etc/group', 'utf8')}runyard-test:x:${this.#uid}:\n`,
      subuid: `runyard-test:${this.#uid + 1}:${IDS - 1}\n`,
      subgid: `runyard-test:${this.#uid + 1}:${IDS - 1}\n`,
    };
    for (const [name, text] of Object.entries(lines)) await writeFile(this.#at(name), text);
    // A machine's own is often for root alone.
    await exec('mknod', ['-m', '666', this.#at('tun'), 'c', '10', '200']);
  }

  /** A command as the user, who sees its account, the checkout and Node wherever those are. */
  #asUser(words: readonly string[], env: Record<string, string>): string[] {
    const mounts = [
      ...['passwd', 'group', 'subuid', 'subgid'].map((name) => [this.#at(name), `/etc/${name}`]),
      [this.#at('tun'), '/dev/net/tun'],
      [resolve('.'), this.#at('checkout')],
      [process.execPath, this.#at('node')],
    ];
    const binds = mounts.map(([from, to]) => `mount --bind '${from}' '${to}'`).join(' && ');
    // Podman's monitors leave files where they are started.
    const script = `${binds} && cd '${this.home}' && exec "$@"`;
    const user = ['setpriv', `--reuid=${this.#uid}`, `--regid=${this.#uid}`, '--clear-groups'];
    const variables = {
      HOME: this.home,
      XDG_RUNTIME_DIR: this.#at('run'),
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      ...env,
    };
    const environment = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
    return ['unshare', '-m', 'sh', '-c', script, 'sh', ...user, 'env', '-i', ...environment, ...words];
  }

  async #start(): Promise<void> {
    const engine =
      this.#engine === 'docker'
        ? [SCRIPT, '--data-root', this.#at('home/docker')]
        : ['podman', ...PODMAN_WORDS, 'system', 'service', '--time', '0', this.address];
    const [command = '', ...words] = this.#asUser(engine, {});
    const child = spawn(command, words, { stdio: 'ignore' });
    this.#process = child;
    for (const deadline = Date.now() + START_TIMEOUT_MS; ; await delay(100)) {
      try {
        await this.docker.ping();
        return;
      } catch (cause) {
        if (Date.now() < deadline && child.exitCode === null) continue;
        await this[Symbol.asyncDispose]();
        throw new Error('A rootless dockerd did not start', { cause });
      }
    }
  }

  /** Its namespaces' processes: of the user, and of users that only its containers have. */
  async #killLeftovers(): Promise<void> {
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      const status = await readFile(join('/proc', pid, 'status'), 'utf8').catch(() => '');
      const uid = Number(/^Uid:\s+(\d+)/m.exec(status)?.[1] ?? -1);
      if (uid < this.#uid || uid >= this.#uid + IDS) continue;
      try {
        process.kill(Number(pid), 'SIGKILL');
      } catch {
        // It has ended meanwhile.
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const containers = await this.docker.listContainers({ all: true }).catch(() => []);
    await Promise.allSettled(containers.map(({ Id: id }) => this.docker.getContainer(id).remove({ force: true })));
    const daemon = this.#process;
    this.#process = null;
    if (daemon && daemon.exitCode === null && daemon.signalCode === null) {
      const exit = once(daemon, 'exit');
      daemon.kill('SIGTERM');
      await exit;
    }
    await this.#killLeftovers();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
