/** Brings connections into another network namespace: files are in both, so a socket of the file system is the way. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What runs inside: the first line of a connection is the port that it is for. */
const INSIDE = `
const net = require('node:net');
net.createServer({ allowHalfOpen: true }, (near) => {
  near.on('error', () => {});
  near.once('data', (head) => {
    const end = head.indexOf(10);
    const far = net.connect({ port: Number(head.subarray(0, end)), host: '127.0.0.1', allowHalfOpen: true });
    far.write(head.subarray(end + 1));
    for (const [one, other] of [[near, far], [far, near]]) {
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
      one.pipe(other);
    }
  });
}).listen(process.argv[1], () => console.log('ready'));`;

export class NamespaceDoor implements AsyncDisposable {
  readonly #folder: string;
  readonly #process: ChildProcess;

  /** @param pid a process that is in the namespace. Needs root and `nsenter`. */
  static async open(pid: number): Promise<NamespaceDoor> {
    const folder = await mkdtemp(join(tmpdir(), 'runyard-door-'));
    const words = ['-t', String(pid), '-n', process.execPath, '-e', INSIDE, join(folder, 'door.sock')];
    const child = spawn('nsenter', words, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    return new NamespaceDoor(folder, child);
  }

  private constructor(folder: string, process: ChildProcess) {
    this.#folder = folder;
    this.#process = process;
  }

  /** To a port of the namespace's loopback address. */
  connect(port: number): Socket {
    const socket = connect({ path: join(this.#folder, 'door.sock'), allowHalfOpen: true });
    socket.write(`${port}\n`);
    return socket;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill('SIGKILL');
    await rm(this.#folder, { recursive: true, force: true });
  }
}
