/** A started container with a program in it: its streams, read no faster than they are used, and its end. */
import type { StreamName, TerminalSize } from '../../contract';
import { EventQueue } from '../sandbox/event-queue';
import { type SandboxEvent, SandboxLostError } from '../sandbox/sandbox-provider';
import { readUsage } from './container-usage';
import type { DockerLink } from './docker-connection';
import { FrameParser } from './frame-parser';
import { settlesWithin } from './settles-within';
import { removeContainer, type WaitingContainer } from './waiting-container';

/** Bytes of output read ahead of the consumer; the container's own writes block above it. */
const READ_AHEAD_BYTES = 256 * 1024;
/** Output of a killed program that is still kept for its consumer. */
const LAST_WORDS_BYTES = 1024 * 1024;
/** A container whose program has ended goes by itself; it is helped after this time. */
const SELF_REMOVAL_MS = 500;
/** How long the daemon may take to tell of an end that the stream has already shown. */
const END_NOTICE_MS = 2000;

/** Takes the raw outputs; `done` once nothing that comes later matters. */
export interface OutputSink {
  write(stream: StreamName, bytes: Buffer): void;
  readonly done: boolean;
}

export class AttachedContainer implements AsyncDisposable {
  readonly events: EventQueue<SandboxEvent>;
  readonly #link: DockerLink;
  readonly #waiting: WaitingContainer;
  #state: 'running' | 'killed' | 'ended' = 'running';
  #room: Promise<void> | undefined;
  #releaseReader: () => void = () => {};
  #lastWordsBytes = 0;
  #removal: Promise<void> | null = null;
  #disposal: Promise<void> | null = null;

  constructor(waiting: WaitingContainer) {
    this.#link = waiting.link;
    this.#waiting = waiting;
    this.events = new EventQueue(READ_AHEAD_BYTES, () => waiting.socket.destroy());
  }

  get killed(): boolean {
    return this.#state === 'killed';
  }

  /** Reads until the sink is done or the stream has ended. Waits while the consumer of `events` is behind. */
  async read(sink: OutputSink): Promise<void> {
    const frames = this.#waiting.plan.terminal === 'on' ? null : new FrameParser();
    try {
      for await (const chunk of this.#waiting.socket) {
        if (frames) frames.write(chunk as Buffer, (stream, bytes) => sink.write(stream, bytes));
        else sink.write('stdout', chunk as Buffer);
        if (sink.done) {
          if (this.#state === 'running') this.#state = 'ended';
          return;
        }
        if (this.#room && this.#state === 'running') await this.#waitForRoom(this.#room);
        this.#room = undefined;
      }
    } catch {
      // A broken stream ends like a closed one; `exitCode` tells why.
    }
  }

  give(event: SandboxEvent): void {
    if (event.type !== 'output') {
      this.events.push(event);
      return;
    }
    if (this.#state !== 'running') {
      this.#lastWordsBytes += event.bytes.length;
      if (this.#lastWordsBytes > LAST_WORDS_BYTES) return;
    }
    this.#room = this.events.push(event, event.bytes.length) ?? this.#room;
  }

  /**
   * What the container's main process ended with, and whether something in it was killed for memory.
   * @throws SandboxLostError when no daemon is there to tell, or somebody else ended the container
   */
  async end(): Promise<{ exitCode: number; outOfMemory: boolean }> {
    const { container } = this.#waiting;
    const died = this.#link.events.died(container.id);
    const { exitCode } = (await settlesWithin(died, END_NOTICE_MS)) ? await died : { exitCode: null };
    if (exitCode === null) throw new SandboxLostError('The Docker daemon went away while the program ran.');
    if (this.#link.events.wasKilled(container.id)) {
      throw new SandboxLostError('The container was killed from outside, as when the Docker daemon is stopped.');
    }
    return { exitCode, outOfMemory: this.#link.events.ranOutOfMemory(container.id) };
  }

  /** Settles when the bytes are taken, or nobody is left to take them. */
  write(bytes: Uint8Array): Promise<void> {
    const { socket } = this.#waiting;
    if (socket.writableEnded || socket.destroyed) return Promise.resolve();
    return new Promise((resolve) => socket.write(bytes, () => resolve()));
  }

  closeStdin(): void {
    const { socket } = this.#waiting;
    if (!socket.writableEnded && !socket.destroyed) socket.end();
  }

  /** Of the terminal; the program is told by SIGWINCH. */
  async resize({ columns, rows }: TerminalSize): Promise<void> {
    if (this.#state !== 'running') return;
    await this.#waiting.container.resize({ w: columns, h: rows }).catch(() => {
      // It has just ended; or no daemon answers, which the stream shows.
    });
  }

  async kill(): Promise<void> {
    if (this.#state !== 'running') return;
    this.#state = 'killed';
    // A reader that waits for its consumer would hold up the daemon's answer to the removal.
    this.#releaseReader();
    const usage = await readUsage(this.#waiting.container);
    if (usage) this.give({ type: 'usage', ...usage });
    await this.#remove();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#disposal ??= this.#dispose();
    return this.#disposal;
  }

  async #dispose(): Promise<void> {
    const { container, socket } = this.#waiting;
    const endsByItself = this.#state === 'ended';
    this.#state = 'killed';
    this.#releaseReader();
    socket.destroy();
    const gone = this.#link.events.gone(container.id);
    if (!endsByItself || !(await settlesWithin(gone, SELF_REMOVAL_MS))) await this.#remove();
    this.#link.events.forget(container.id);
  }

  #remove(): Promise<void> {
    this.#removal ??= removeContainer(this.#link, this.#waiting.container);
    return this.#removal;
  }

  async #waitForRoom(room: Promise<void>): Promise<void> {
    const released = new Promise<void>((resolve) => {
      this.#releaseReader = resolve;
    });
    await Promise.race([room, released]);
  }
}
