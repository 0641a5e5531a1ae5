/** An ssh server of a test's own on a free port of 127.0.0.1, with keys of its own. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const START_TIMEOUT_MS = 10_000;

/** Needs `sshd`, `ssh` and `ssh-keygen`. Whoever has the client's key is logged in as who runs the test. */
export class SshServer implements AsyncDisposable {
  readonly #folder: string;
  readonly #process: ChildProcess;
  readonly port: number;

  /** @param environment of what is started over it */
  static async start(environment: Record<string, string>): Promise<SshServer> {
    const folder = await mkdtemp(join(tmpdir(), 'runyard-sshd-'));
    const at = (name: string) => join(folder, name);
    for (const name of ['host_key', 'client_key', 'other_key']) {
      await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(name)]);
    }
    const port = await findFreePort();
    const lines = [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${at('host_key')}`,
      `PidFile ${at('pid')}`,
      `AuthorizedKeysFile ${at('client_key.pub')}`,
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'StrictModes no',
      'UsePAM no',
      'PermitRootLogin yes',
      'MaxStartups 100',
      `SetEnv ${Object.entries(environment)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ')}`,
    ];
    await writeFile(at('config'), `${lines.join('\n')}\n`);
    // sshd as root wants it, and no service made it.
    if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true, mode: 0o755 });
    const child = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', at('config')], { stdio: 'ignore' });
    const server = new SshServer(folder, child, port);
    for (const deadline = Date.now() + START_TIMEOUT_MS; !(await answers(port)); await delay(50)) {
      if (Date.now() > deadline || child.exitCode !== null) throw new Error('sshd did not start');
    }
    return server;
  }

  private constructor(folder: string, child: ChildProcess, port: number) {
    this.#folder = folder;
    this.#process = child;
    this.port = port;
  }

  get address(): string {
    return `ssh://${userInfo().username}@127.0.0.1:${this.port}`;
  }

  /** A folder with an `ssh` that knows the client's key, for the front of `PATH`. */
  async writeClient(
    name: string,
    { key, hostKey }: { key: 'client' | 'other'; hostKey: 'right' | 'wrong' | 'unknown' },
  ) {
    const folder = join(this.#folder, name);
    await mkdir(folder);
    const known = join(folder, 'known_hosts');
    const public_ = await readFile(join(this.#folder, hostKey === 'right' ? 'host_key.pub' : 'other_key.pub'), 'utf8');
    await writeFile(known, hostKey === 'unknown' ? '' : `[127.0.0.1]:${this.port} ${public_}`);
    const options = [
      `IdentityFile=${join(this.#folder, `${key}_key`)}`,
      'IdentitiesOnly=yes',
      `UserKnownHostsFile=${known}`,
    ];
    const words = [...options, 'GlobalKnownHostsFile=/dev/null'].map((option) => `-o ${option}`).join(' ');
    await writeFile(join(folder, 'ssh'), `#!/bin/sh\nexec /usr/bin/ssh -F /dev/null ${words} "$@"\n`, { mode: 0o755 });
    return folder;
  }

  /** As when the other machine restarts: connections go without a word, with what was started over them. */
  async dropConnections(): Promise<void> {
    const sessions = await listChildren([this.#process.pid ?? 0]);
    for (const pid of [...sessions, ...(await listChildren(sessions))]) endProcess(pid);
  }

  /** Settles when nobody is connected any more. */
  async untilUnused(): Promise<void> {
    while ((await listChildren([this.#process.pid ?? 0])).length > 0) await delay(50);
  }

  /** Settles when nothing runs any more that was started over it. */
  async untilNothingRuns(): Promise<void> {
    while ((await this.#listStarted()).length > 0) await delay(50);
  }

  async #listStarted(): Promise<number[]> {
    const client = new RegExp(`(^|\\0)SSH_CLIENT=127\\.0\\.0\\.1 \\d+ ${this.port}\\0`);
    return listProcesses('environ', (text) => client.test(text));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode === null) {
      const exit = once(this.#process, 'exit');
      this.#process.kill();
      await exit;
    }
    // Docker's command over there may wait for the daemon's last word for good.
    for (const pid of await this.#listStarted()) endProcess(pid);
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function listChildren(parents: readonly number[]): Promise<number[]> {
  return listProcesses('status', (text) => parents.includes(Number(/^PPid:\s+(\d+)$/m.exec(text)?.[1] ?? -1)));
}

async function listProcesses(file: string, matches: (text: string) => boolean): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const texts = await Promise.all(pids.map((pid) => readFile(join('/proc', pid, file), 'utf8').catch(() => '')));
  return pids.map(Number).filter((_, i) => matches(texts[i] ?? ''));
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
