/**
 * A daemon on another machine over ssh, as Docker's own command reaches it: `ssh HOST docker system dial-stdio` is the
 * connection. It is the system's `ssh`, so that the person's keys, agent, `~/.ssh/config` and known hosts hold; a host
 * whose key is not known is refused, because nobody is asked.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { Agent, type ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

export interface SshTarget {
  host: string;
  /** Null leaves it to ssh and its configuration. */
  port: number | null;
  user: string | null;
  /** Of the daemon over there; null leaves it to Docker's command there. */
  socketPath: string | null;
}

/** `SSH_MISSING`: there is no `ssh` here. `SSH_FAILED`: what it said is the message. */
export class SshError extends Error {
  override readonly name = 'SshError';

  constructor(
    readonly code: 'SSH_MISSING' | 'SSH_FAILED',
    message: string,
  ) {
    super(message);
  }
}

const CONNECT_TIMEOUT_S = 10;
/** A machine that is silent for three of these is gone. */
const ALIVE_INTERVAL_S = 10;
/** A connection costs a handshake, so that the next request may take the last one's. */
const IDLE_MS = 10_000;
const KEPT_WORDS_CHARACTERS = 2000;

export function sshArguments({ host, port, user, socketPath }: SshTarget): string[] {
  const docker = socketPath === null ? ['docker'] : ['docker', '--host', `unix://${socketPath}`];
  return [
    '-T',
    ...['-o', 'BatchMode=yes', '-o', `ConnectTimeout=${CONNECT_TIMEOUT_S}`],
    ...['-o', `ServerAliveInterval=${ALIVE_INTERVAL_S}`, '-o', 'ServerAliveCountMax=3'],
    ...(port === null ? [] : ['-p', String(port)]),
    ...(user === null ? [] : ['-l', user]),
    '--',
    host,
    ...docker,
    'system',
    'dial-stdio',
  ];
}

export class SshAgent extends Agent implements Disposable {
  readonly #target: SshTarget;
  readonly #idle = new Map<Duplex, NodeJS.Timeout>();
  #state: 'open' | 'closed' = 'open';

  constructor(target: SshTarget) {
    super({ keepAlive: true });
    this.#target = target;
  }

  override createConnection(): Duplex {
    const stream = new SshStream(this.#target);
    stream.once('close', () => this.#take(stream));
    return stream;
  }

  override keepSocketAlive(socket: Duplex): boolean {
    const stream = socket as SshStream;
    if (this.#state === 'closed' || stream.hasEnded) return false;
    stream.unref();
    const timer = setTimeout(() => socket.destroy(), IDLE_MS);
    timer.unref();
    this.#idle.set(socket, timer);
    return true;
  }

  override reuseSocket(socket: Duplex, request: ClientRequest): void {
    this.#take(socket);
    super.reuseSocket(socket, request);
  }

  /** Ends what is idle now and does not wait for what is in use. */
  [Symbol.dispose](): void {
    this.#state = 'closed';
    for (const socket of this.#idle.keys()) socket.destroy();
  }

  #take(socket: Duplex): void {
    clearTimeout(this.#idle.get(socket));
    this.#idle.delete(socket);
  }
}

/** One `ssh` as a connection. What it says of its own failure becomes the connection's error. */
class SshStream extends Duplex {
  readonly #child: ChildProcessWithoutNullStreams;
  #words = '';
  #heard: 'nothing' | 'bytes' = 'nothing';
  /** Nobody listens to one that is idle: it goes with its child, or a request would wait for a dead one's answer. */
  #use: 'busy' | 'idle' = 'busy';
  #hasEnded = false;

  constructor(target: SshTarget) {
    super({ allowHalfOpen: true });
    this.#child = spawn('ssh', sshArguments(target), { stdio: 'pipe' });
    const { stdin, stdout, stderr } = this.#child;
    stdout.on('data', (chunk: Buffer) => {
      this.#heard = 'bytes';
      if (!this.push(chunk)) stdout.pause();
    });
    stderr.setEncoding('utf8');
    stderr.on('data', (text: string) => {
      this.#words = `${this.#words}${text}`.slice(-KEPT_WORDS_CHARACTERS);
    });
    // The child's end tells of it.
    stdin.on('error', () => {});
    this.#child.once('error', ({ message }) => this.destroy(new SshError('SSH_MISSING', message)));
    this.#child.once('close', (exitCode) => {
      this.#hasEnded = true;
      if (this.#use === 'idle') this.destroy();
      else if (exitCode !== 0 && this.#heard === 'nothing')
        this.destroy(new SshError('SSH_FAILED', this.#findReason()));
      else this.push(null);
    });
  }

  override _read(): void {
    this.#child.stdout.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#child.stdin.write(chunk, () => done());
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#child.stdin.end(() => done());
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#child.kill();
    done(error);
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  ref(): this {
    this.#use = 'busy';
    this.#child.ref();
    for (const pipe of this.#pipes()) pipe.ref();
    return this;
  }

  unref(): this {
    this.#use = 'idle';
    this.#child.unref();
    for (const pipe of this.#pipes()) pipe.unref();
    return this;
  }

  // What Node's HTTP client asks of a socket, and means nothing here.
  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  #pipes(): Socket[] {
    const { stdin, stdout, stderr } = this.#child;
    return [stdin, stdout, stderr] as unknown as Socket[];
  }

  /** Warnings come first; the last line is what ended it. */
  #findReason(): string {
    return this.#words.trim().split('\n').at(-1)?.trim() || 'ssh ended without a word';
  }
}
