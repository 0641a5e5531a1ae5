/** `process.stdin`, `process.stdout` and `process.stderr`. */
import { Buffer, toBuffer } from './buffer';
import { Utf8Pieces, writeText } from './encoding';
import { argumentError } from './errors';
import { nextTick } from './event-loop';
import { EventEmitter } from './events';
import { native } from './native';

type Done = (error?: Error | null) => void;

export class OutputStream extends EventEmitter {
  readonly fd: number;
  readonly writable = true;
  readonly isTTY = false;
  readonly writableLength = 0;
  writableEnded = false;

  constructor(fd: number) {
    super();
    this.fd = fd;
  }

  write(data: unknown, encoding?: string | Done, done?: Done): boolean {
    if (this.writableEnded) {
      const error = Object.assign(new Error('write after end'), { code: 'ERR_STREAM_WRITE_AFTER_END' });
      nextTick(() => this.emit('error', error));
      return false;
    }
    if (typeof data === 'string' && typeof encoding !== 'string') writeText(this.fd, data);
    else if (typeof data === 'string' || ArrayBuffer.isView(data))
      native.writeBytes(this.fd, new Uint8Array(toBuffer(data, encoding as string | undefined)).buffer);
    else throw argumentError('chunk', 'of type string or an instance of Buffer, TypedArray, or DataView', data);
    const callback = typeof encoding === 'function' ? encoding : done;
    if (callback) nextTick(callback as (...args: unknown[]) => unknown);
    return true;
  }
  end(data?: unknown, encoding?: string | Done, done?: Done): this {
    if (data !== undefined && typeof data !== 'function') this.write(data, encoding);
    const callback = [data, encoding, done].find((given) => typeof given === 'function') as (() => void) | undefined;
    nextTick(() => {
      this.emit('finish');
      callback?.();
    });
    return this;
  }
  cork(): void {}
  uncork(): void {}
  getColorDepth(): number {
    return 1;
  }
  hasColors(): boolean {
    return false;
  }
}

export class InputStream extends EventEmitter {
  readonly fd = 0;
  readonly isTTY = false;
  readonly readable = true;
  readableEnded = false;
  #encoding: string | undefined;
  readonly #pieces = new Utf8Pieces();
  #held: (string | Buffer)[] = [];
  #mode: 'idle' | 'flowing' | 'paused' | 'on-demand' = 'idle';
  #isAtEnd = false;

  override addListener(name: string | symbol, listener: (...args: unknown[]) => unknown): this {
    super.addListener(name, listener);
    if (name === 'data' && this.#mode !== 'paused') this.resume();
    if (name === 'readable') {
      this.#mode = 'on-demand';
      this.#await();
    }
    return this;
  }
  override on(name: string | symbol, listener: (...args: unknown[]) => unknown): this {
    return this.addListener(name, listener);
  }
  override once(name: string | symbol, listener: (...args: unknown[]) => unknown): this {
    super.once(name, listener);
    if (name === 'data' && this.#mode !== 'paused') this.resume();
    if (name === 'readable') {
      this.#mode = 'on-demand';
      this.#await();
    }
    return this;
  }

  setEncoding(encoding = 'utf8'): this {
    this.#encoding = encoding;
    return this;
  }
  resume(): this {
    this.#mode = 'flowing';
    nextTick(() => this.#flow());
    return this;
  }
  pause(): this {
    this.#mode = 'paused';
    native.awaitInput(false);
    return this;
  }
  isPaused(): boolean {
    return this.#mode === 'paused';
  }
  read(): string | Buffer | null {
    const held = this.#held;
    this.#held = [];
    if (held.length === 0) {
      this.#await();
      return null;
    }
    return typeof held[0] === 'string' ? held.join('') : Buffer.concat(held as Buffer[]);
  }
  pipe<T extends { write(data: unknown): unknown; end?(): unknown }>(target: T): T {
    this.on('data', (data) => target.write(data));
    this.on('end', () => target.end?.());
    return target;
  }
  unref(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  setRawMode(): this {
    return this;
  }
  destroy(): this {
    return this.pause();
  }

  take(bytes: ArrayBuffer | null): void {
    if (bytes) this.#hold(new Uint8Array(bytes));
    else {
      const rest = this.#encoding ? this.#pieces.end() : '';
      if (rest) this.#held.push(rest);
      this.#isAtEnd = true;
    }
    if (this.#mode === 'on-demand') {
      this.emit('readable');
      if (this.#isAtEnd && this.#held.length === 0) this.#end();
      return;
    }
    this.#flow();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string | Buffer, void> {
    let wake: () => void = () => {};
    const signal = () => wake();
    const queue: (string | Buffer)[] = [];
    this.on('end', signal);
    this.on('data', (data) => {
      queue.push(data as string | Buffer);
      wake();
    });
    try {
      for (;;) {
        const data = queue.shift();
        if (data !== undefined) yield data;
        else if (this.readableEnded) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.pause();
    }
  }

  #hold(bytes: Uint8Array): void {
    if (!this.#encoding) this.#held.push(Buffer.from(bytes));
    else if (/^utf-?8$/i.test(this.#encoding)) this.#held.push(this.#pieces.decode(bytes));
    else this.#held.push(Buffer.from(bytes).toString(this.#encoding));
  }

  #flow(): void {
    while (this.#mode === 'flowing') {
      const data = this.#held.shift();
      if (data === undefined) break;
      if (data.length > 0) this.emit('data', data);
    }
    if (this.#mode !== 'flowing') return;
    if (this.#isAtEnd) this.#end();
    else this.#await();
  }

  #end(): void {
    native.awaitInput(false);
    if (this.readableEnded) return;
    this.readableEnded = true;
    this.emit('end');
    nextTick(() => this.emit('close'));
  }

  #await(): void {
    if (!this.#isAtEnd) native.awaitInput(true);
    else nextTick(() => this.#held.length === 0 && this.#end());
  }
}
