/** A Docker daemon of a test's own, which it may kill: own network namespace, own data, own socket. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Docker from 'dockerode';

/** Where its containers are, apart from those of the machine's own daemon. */
const CGROUP = '/runyard-test';
const START_TIMEOUT_MS = 30_000;

/** In the daemon's own network namespace. */
const TLS_PORT = 2376;

export interface PrivateDaemonOptions {
  /** Folder of `ca.pem`, `server-cert.pem` and `server-key.pem`: it listens with TLS too, and wants a certificate. */
  tls?: string;
  /** Paths of further runtimes by name. */
  runtimes?: Record<string, string>;
  /** Whether its containers may have a network, within the daemon's own namespace. */
  network?: 'none' | 'bridged';
}

/** Needs root, `dockerd`, `unshare` and `busybox`. */
export class PrivateDaemon implements AsyncDisposable {
  readonly #folder: string;
  readonly #options: PrivateDaemonOptions;
  #process: ChildProcess | null = null;
  #forwarder: { process: ChildProcess; server: Server } | null = null;

  static async start(options: PrivateDaemonOptions = {}): Promise<PrivateDaemon> {
    const daemon = new PrivateDaemon(await mkdtemp(join(tmpdir(), 'runyard-daemon-')), options);
    await daemon.start();
    if (options.tls) await daemon.#forward();
    return daemon;
  }

  private constructor(folder: string, options: PrivateDaemonOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  /** As `DOCKER_HOST` wants it. */
  get address(): string {
    return `unix://${join(this.#folder, 'docker.sock')}`;
  }

  /** Where it listens with TLS. */
  get tlsPort(): number {
    if (!this.#forwarder) throw new Error('It was started without TLS.');
    return (this.#forwarder.server.address() as AddressInfo).port;
  }

  /** Whose namespace of the network it is. */
  get pid(): number {
    if (this.#process?.pid === undefined) throw new Error('It does not run.');
    return this.#process.pid;
  }

  get docker(): Docker {
    return new Docker({ socketPath: join(this.#folder, 'docker.sock') });
  }

  /** Also after `kill`, on the same data. A namespace without Docker's bridge keeps the machine's own bridge alone. */
  async start(): Promise<void> {
    const at = (name: string) => join(this.#folder, name);
    const args = ['--data-root', at('data'), '--exec-root', at('exec'), '--pidfile', at('pid'), '-H', this.address];
    await rm(at('pid'), { force: true });
    await this.#killLeftovers();
    const { tls, runtimes = {}, network = 'none' } = this.#options;
    const walls = [`--cgroup-parent=${CGROUP}`];
    if (network === 'none') walls.push('--bridge=none', '--iptables=false');
    const further = Object.entries(runtimes).map(([name, path]) => `--add-runtime=${name}=${path}`);
    if (tls) {
      const files = ['ca', 'server-cert', 'server-key'].map((name) => join(tls, `${name}.pem`));
      further.push('-H', `tcp://127.0.0.1:${TLS_PORT}`, '--tlsverify');
      further.push(...['--tlscacert', '--tlscert', '--tlskey'].map((flag, i) => `${flag}=${files[i]}`));
    }
    const command = 'busybox ifconfig lo up; exec dockerd "$@"';
    const words = ['-n', '-m', 'sh', '-c', command, 'sh', ...args, ...walls, ...further];
    this.#process = spawn('unshare', words, { stdio: 'ignore' });
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

  /** Brings a port of this machine to the daemon's, which is in another network namespace: files are in both. */
  async #forward(): Promise<void> {
    const path = join(this.#folder, 'tls.sock');
    const inside = `const net = require('node:net');
      net.createServer({ allowHalfOpen: true }, (near) => {
        const far = net.connect({ port: ${TLS_PORT}, host: '127.0.0.1', allowHalfOpen: true });
        for (const [one, other] of [[near, far], [far, near]]) one.on('error', () => other.destroy()).pipe(other);
      }).listen(${JSON.stringify(path)}, () => console.log('ready'));`;
    const namespace = ['-t', String(this.#process?.pid), '-n'];
    const child = spawn('nsenter', [...namespace, process.execPath, '-e', inside], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const server = createServer({ allowHalfOpen: true }, (near) => {
      const far = connect({ path, allowHalfOpen: true });
      near.on('error', () => far.destroy()).pipe(far);
      far.on('error', () => near.destroy()).pipe(near);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.#forwarder = { process: child, server };
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
    this.#forwarder?.server.close();
    this.#forwarder?.process.kill();
    await this.kill('SIGTERM');
    await this.#killLeftovers();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
