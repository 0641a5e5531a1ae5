/** Writes what a program prints, as it comes and no faster than it is read. */
import { once } from 'node:events';
import type { RunEvent } from '../../../contract';
import { complain } from '../terminal';

export class Printer {
  readonly #form: 'output' | 'events';
  readonly #onClosed: () => void;
  #isClosed = false;
  readonly #ignore = () => {};

  /**
   * @param form `events`: each as a line of JSON
   * @param onClosed called when nobody reads the output any more
   */
  constructor(form: 'output' | 'events', onClosed: () => void) {
    this.#form = form;
    this.#onClosed = onClosed;
    process.stdout.on('error', () => this.#close());
    process.stderr.on('error', this.#ignore);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  async print(event: RunEvent): Promise<void> {
    if (this.#isClosed) return;
    if (this.#form === 'events') return this.#write(process.stdout, `${JSON.stringify(event)}\n`);
    if (event.type === 'output') {
      const data = event.base64 === undefined ? event.text : Buffer.from(event.base64, 'base64');
      return this.#write(event.stream === 'stdout' ? process.stdout : process.stderr, data);
    }
    if (event.type === 'unsupported' || event.type === 'preparing') complain(event.message);
    else if (event.type === 'truncated') complain(`${event.droppedBytes} bytes of ${event.stream} were dropped`);
  }

  /** Settles when all is written. */
  async flush(): Promise<void> {
    for (const stream of [process.stdout, process.stderr]) {
      await new Promise<void>((resolve) => {
        if (stream.destroyed || this.#isClosed) resolve();
        else stream.write('', () => resolve());
      });
    }
  }

  async #write(stream: NodeJS.WriteStream, data: string | Uint8Array): Promise<void> {
    if (stream.destroyed || stream.write(data)) return;
    const gone = new AbortController();
    const onClose = () => gone.abort();
    stream.once('close', onClose);
    try {
      await once(stream, 'drain', { signal: gone.signal });
    } catch {
      this.#close();
    } finally {
      stream.off('close', onClose);
    }
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#onClosed();
  }
}
