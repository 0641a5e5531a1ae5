/** What the daemon tells of our containers: how each ended and when it is gone. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type Docker from 'dockerode';
import { OWNER_LABEL } from './container-options';
import type { RunDocker } from './run-docker';

interface ContainerEnd {
  died: Promise<{ exitCode: number | null }>;
  gone: Promise<void>;
  settleDied: (end: { exitCode: number | null }) => void;
  settleGone: () => void;
}

/**
 * Follows the daemon's event stream for one owner's containers. A container must be watched before it is started.
 * When the stream ends, because the daemon went away, every wait ends as well.
 */
export class ContainerEvents implements Disposable {
  readonly #ends = new Map<string, ContainerEnd>();
  readonly #stream: Readable;
  readonly #outOfMemory = new Set<string>();
  readonly #killed = new Set<string>();
  /** Settles when the stream has ended: no daemon answers any more. */
  readonly closed: Promise<void>;

  static async open(docker: RunDocker, ownerId: string): Promise<ContainerEvents> {
    const filters = JSON.stringify({
      type: ['container'],
      event: ['die', 'died', 'oom', 'kill', 'destroy', 'remove'],
      label: [`${OWNER_LABEL}=${ownerId}`],
    });
    const stream = await docker.getEvents({ filters } as Docker.GetEventsOptions);
    return new ContainerEvents(stream as Readable);
  }

  private constructor(stream: Readable) {
    this.#stream = stream;
    const lines = createInterface({ input: stream });
    lines.on('line', (line) => this.#take(line));
    // The lines repeat the stream's error, which is only the daemon going away.
    lines.on('error', () => {});
    this.closed = new Promise((resolve) => {
      const close = () => {
        lines.close();
        for (const end of this.#ends.values()) {
          end.settleDied({ exitCode: null });
          end.settleGone();
        }
        this.#ends.clear();
        resolve();
      };
      stream.once('close', close);
      stream.once('end', close);
      stream.once('error', close);
    });
  }

  /** From now on the container's end is kept, until `forget`. */
  watch(containerId: string): void {
    let settleDied: ContainerEnd['settleDied'] = () => {};
    let settleGone: ContainerEnd['settleGone'] = () => {};
    const died = new Promise<{ exitCode: number | null }>((resolve) => {
      settleDied = resolve;
    });
    const gone = new Promise<void>((resolve) => {
      settleGone = resolve;
    });
    this.#ends.set(containerId, { died, gone, settleDied, settleGone });
  }

  /** The container's main process has ended; `exitCode` null when nobody can tell any more. */
  died(containerId: string): Promise<{ exitCode: number | null }> {
    return this.#ends.get(containerId)?.died ?? Promise.resolve({ exitCode: null });
  }

  /** The daemon has removed the container. */
  gone(containerId: string): Promise<void> {
    return this.#ends.get(containerId)?.gone ?? Promise.resolve();
  }

  /** Whether the kernel killed something in the container for memory. */
  ranOutOfMemory(containerId: string): boolean {
    return this.#outOfMemory.has(containerId);
  }

  /** Whether the daemon was made to signal the container, as it does to all of them when it is itself stopped. */
  wasKilled(containerId: string): boolean {
    return this.#killed.has(containerId);
  }

  /** The container is known to be gone: whoever waits for its end waits no more. */
  forget(containerId: string): void {
    const end = this.#ends.get(containerId);
    end?.settleDied({ exitCode: null });
    end?.settleGone();
    this.#ends.delete(containerId);
    this.#outOfMemory.delete(containerId);
    this.#killed.delete(containerId);
  }

  [Symbol.dispose](): void {
    this.#stream.destroy();
  }

  #take(line: string): void {
    const event = readEvent(line);
    if (!event) return;
    const containerId = event.Actor?.ID ?? '';
    const end = this.#ends.get(containerId);
    if (!end) return;
    if (event.Action === 'oom') this.#outOfMemory.add(containerId);
    else if (event.Action === 'kill') this.#killed.add(containerId);
    else if (event.Action === 'die')
      end.settleDied({ exitCode: Number(event.Actor?.Attributes?.exitCode ?? Number.NaN) });
    else if (event.Action === 'destroy' || event.Action === 'remove') {
      end.settleDied({ exitCode: null });
      end.settleGone();
    }
  }
}

interface DaemonEvent {
  Action?: string;
  Actor?: { ID?: string; Attributes?: Record<string, string> };
}

/** Null for what a daemon that went away had not said to its end. */
function readEvent(line: string): DaemonEvent | null {
  try {
    return JSON.parse(line) as DaemonEvent | null;
  } catch {
    return null;
  }
}
