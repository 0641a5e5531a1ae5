/** A Docker daemon of a test's own, which it may kill: own network namespace, own data, own socket. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Docker from 'dockerode';

/** Where its containers are, apart from those of the machine's own daemon. */
const CGROUP = '/runyard-test';
const START_TIMEOUT_MS = 30_000;

/** Needs root, `dockerd` and `unshare`. */
export class PrivateDaemon implements AsyncDisposable {
  readonly #folder: string;
  #process: ChildProcess | null = null;

  static async start(): Promise<PrivateDaemon> {
    const daemon = new PrivateDaemon(await mkdtemp(join(tmpdir(), 'runyard-daemon-')));
    await daemon.start();
    return daemon;
  }

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** As `DOCKER_HOST` wants it. */
  get address(): string {
    return `unix://${join(this.#folder, 'docker.sock')}`;
  }

  get docker(): Docker {
    return new Docker({ socketPath: join(this.#folder, 'docker.sock') });
  }

  /** Also after `kill`, on the same data. A namespace without Docker's bridge keeps the machine's own bridge alone. */
  async start(): Promise<void> {
    const at = (name: string) => join(this.#folder, name);
    const args = ['--data-root', at('data'), '--exec-root', at('exec'), '--pidfile', at('pid'), '-H', this.address];
    const walls = ['--bridge=none', '--iptables=false', `--cgroup-parent=${CGROUP}`];
    await rm(at('pid'), { force: true });
    await this.#killLeftovers();
    this.#process = spawn('unshare', ['-n', '-m', 'dockerd', ...args, ...walls], { stdio: 'ignore' });
    const { docker } = this;
    for (const deadline = Date.now() + START_TIMEOUT_MS; ; await delay(100)) {
      try {
        await docker.ping();
        return;
      } catch (error) {
        if (Date.now() > deadline) throw new Error('dockerd did not start', { cause: error });
      }
    }
  }

  /** A killed dockerd leaves its containerd, which the next one would wait for in vain, its shims and its containers. */
  async #killLeftovers(): Promise<void> {
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      const read = (name: string) => readFile(join('/proc', pid, name), 'utf8').catch(() => '');
      const isOurs = (await read('cmdline')).includes(this.#folder) || (await read('cgroup')).includes(`${CGROUP}/`);
      if (!isOurs) continue;
      try {
        process.kill(Number(pid), 'SIGKILL');
      } catch {
        // It has ended meanwhile.
      }
    }
    await rm(join(this.#folder, 'exec'), { recursive: true, force: true });
  }

  /** Leaves its containers as a crash would. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    const daemon = this.#process;
    this.#process = null;
    if (!daemon || daemon.exitCode !== null) return;
    const exit = once(daemon, 'exit');
    daemon.kill(signal);
    await exit;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const containers = await this.docker.listContainers({ all: true }).catch(() => []);
    await Promise.allSettled(containers.map(({ Id: id }) => this.docker.getContainer(id).remove({ force: true })));
    await this.kill('SIGTERM');
    await this.#killLeftovers();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
