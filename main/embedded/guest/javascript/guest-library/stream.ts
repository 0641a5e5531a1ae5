/** `node:stream`, small: enough to read from, write to, transform and connect. */
import { nextTick } from './event-loop';
import { EventEmitter } from './events';

type Done = (error?: Error | null, data?: unknown) => void;
interface StreamOptions {
  objectMode?: boolean;
  read?: (this: Readable, size: number) => void;
  write?: (this: Writable, chunk: unknown, encoding: string, done: Done) => void;
  final?: (this: Writable, done: Done) => void;
  transform?: (this: Transform, chunk: unknown, encoding: string, done: Done) => void;
  flush?: (this: Transform, done: Done) => void;
}

export class Stream extends EventEmitter {
  destroyed = false;
  pipe<T extends Writable>(target: T): T {
    this.on('data', (chunk) => target.write(chunk));
    this.on('end', () => target.end());
    return target;
  }
  destroy(error?: unknown): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    nextTick(() => {
      if (error) this.emit('error', error);
      this.emit('close');
    });
    return this;
  }
}

export class Readable extends Stream {
  #chunks: unknown[] = [];
  #isFlowing = false;
  #isAtEnd = false;
  #isReading = false;
  readableEnded = false;

  constructor(options: StreamOptions = {}) {
    super();
    if (options.read) this._read = options.read;
  }
  static from(items: Iterable<unknown> | AsyncIterable<unknown>): Readable {
    const iterator =
      Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : (items as Iterable<unknown>)[Symbol.iterator]();
    return new Readable({
      read() {
        Promise.resolve(iterator.next()).then(
          async ({ done, value }) => this.push(done ? null : await value),
          (error: unknown) => this.destroy(error),
        );
      },
    });
  }
  _read(_size: number): void {}

  push(chunk: unknown): boolean {
    this.#isReading = false;
    if (chunk === null) this.#isAtEnd = true;
    else this.#chunks.push(chunk);
    nextTick(() => this.#flow());
    return true;
  }
  override addListener(name: string | symbol, listener: (...args: unknown[]) => unknown): this {
    super.addListener(name, listener);
    if (name === 'data') this.resume();
    return this;
  }
  resume(): this {
    this.#isFlowing = true;
    nextTick(() => this.#flow());
    return this;
  }
  pause(): this {
    this.#isFlowing = false;
    return this;
  }
  setEncoding(): this {
    return this;
  }
  #flow(): void {
    while (this.#isFlowing && this.#chunks.length > 0) this.emit('data', this.#chunks.shift());
    if (!this.#isFlowing || this.destroyed) return;
    if (this.#isAtEnd) {
      if (!this.readableEnded) {
        this.readableEnded = true;
        this.emit('end');
        this.destroy();
      }
    } else if (!this.#isReading) {
      this.#isReading = true;
      this._read(16_384);
    }
  }
  async *[Symbol.asyncIterator](): AsyncGenerator<unknown, void> {
    const queue: unknown[] = [];
    let wake: () => void = () => {};
    let failure: { error: unknown } | undefined;
    this.on('end', () => wake());
    this.on('error', (error) => {
      failure = { error };
      wake();
    });
    this.on('data', (chunk) => {
      queue.push(chunk);
      wake();
    });
    for (;;) {
      if (queue.length > 0) yield queue.shift();
      else if (failure) throw failure.error;
      else if (this.readableEnded) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
}

function writeInto(stream: Writable, queue: (() => void)[], run: (next: () => void) => void): void {
  queue.push(() =>
    run(() => {
      queue.shift();
      queue[0]?.();
    }),
  );
  if (queue.length === 1) queue[0]?.();
  void stream;
}

export class Writable extends Stream {
  readonly #queue: (() => void)[] = [];
  writableEnded = false;
  constructor(options: StreamOptions = {}) {
    super();
    if (options.write) this._write = options.write;
    if (options.final) this._final = options.final;
  }
  _write(_chunk: unknown, _encoding: string, done: Done): void {
    done();
  }
  _final(done: Done): void {
    done();
  }
  write(chunk: unknown, encoding: unknown = 'utf8', written?: Done): boolean {
    if (this.writableEnded) {
      this.destroy(Object.assign(new Error('write after end'), { code: 'ERR_STREAM_WRITE_AFTER_END' }));
      return false;
    }
    const callback = typeof encoding === 'function' ? (encoding as Done) : written;
    writeInto(this, this.#queue, (next) =>
      this._write(chunk, 'utf8', (error) => {
        if (error) this.destroy(error);
        callback?.(error);
        next();
      }),
    );
    return true;
  }
  end(chunk?: unknown, encoding?: unknown, ended?: () => void): this {
    const callback = [chunk, encoding, ended].find((given) => typeof given === 'function') as (() => void) | undefined;
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') this.write(chunk);
    if (callback) this.once('finish', callback);
    if (this.writableEnded) return this;
    this.writableEnded = true;
    writeInto(this, this.#queue, (next) =>
      this._final((error) => {
        if (error) this.destroy(error);
        else nextTick(() => this.emit('finish'));
        next();
      }),
    );
    return this;
  }
}

/** Reads and writes: `Readable` with the methods of a `Writable` inside. */
export class Duplex extends Readable {
  readonly #sink: Writable;
  constructor(options: StreamOptions = {}) {
    super(options);
    if (options.write) this._write = options.write as never;
    if (options.final) this._final = options.final as never;
    this.#sink = new Writable({
      write: (chunk, encoding, done) => this._write(chunk, encoding, done),
      final: (done) => this._final(done),
    });
    this.#sink.on('finish', () => this.emit('finish'));
    this.#sink.on('error', (error) => this.destroy(error));
  }
  _write(_chunk: unknown, _encoding: string, done: Done): void {
    done();
  }
  _final(done: Done): void {
    done();
  }
  write(chunk: unknown, encoding?: unknown, written?: Done): boolean {
    return this.#sink.write(chunk, encoding, written);
  }
  end(chunk?: unknown, encoding?: unknown, ended?: () => void): this {
    this.#sink.end(chunk, encoding, ended);
    return this;
  }
}

export class Transform extends Duplex {
  constructor(options: StreamOptions = {}) {
    super(options);
    if (options.transform) this._transform = options.transform;
    if (options.flush) this._flush = options.flush;
  }
  _transform(chunk: unknown, _encoding: string, done: Done): void {
    done(null, chunk);
  }
  _flush(done: Done): void {
    done();
  }
  override _write(chunk: unknown, encoding: string, done: Done): void {
    this._transform(chunk, encoding, (error, data) => {
      if (data !== undefined && data !== null) this.push(data);
      done(error);
    });
  }
  override _final(done: Done): void {
    this._flush((error, data) => {
      if (data !== undefined && data !== null) this.push(data);
      this.push(null);
      done(error);
    });
  }
}

export class PassThrough extends Transform {}

function finished(stream: Stream, done: Done): void {
  stream.once('error', (error) => done(error as Error));
  stream.once(stream instanceof Readable && !(stream instanceof Duplex) ? 'end' : 'finish', () => done());
}

type Stage = Writable | ((from: Stream) => unknown);

function pipeline(...args: unknown[]): unknown {
  const done = typeof args.at(-1) === 'function' ? (args.pop() as Done) : undefined;
  const [first, ...rest] = args as [Stream | Iterable<unknown>, ...Stage[]];
  const source = first instanceof EventEmitter ? (first as Stream) : Readable.from(first as Iterable<unknown>);
  let isDone = false;
  const settle: Done = (error) => {
    if (isDone) return;
    isDone = true;
    done?.(error);
  };
  const connect = (from: Stream, to: Stage): Stream => {
    if (typeof to !== 'function') {
      to.once('error', (error) => settle(error as Error));
      return from.pipe(to);
    }
    const result = to(from);
    if (Symbol.asyncIterator in Object(result)) return Readable.from(result as AsyncIterable<unknown>);
    const end = new PassThrough();
    end.resume();
    Promise.resolve(result).then(() => end.end(), settle);
    return end;
  };
  source.once('error', (error) => settle(error as Error));
  const last = rest.reduce(connect, source);
  // Nobody else reads what the last function gives.
  if (typeof rest.at(-1) === 'function' && last instanceof Readable) last.resume();
  last.once(last instanceof Readable && !(last instanceof Duplex) ? 'end' : 'finish', () => settle());
  return last;
}

export const streamPromisesModule = {
  pipeline: (...args: unknown[]) =>
    new Promise<void>((resolve, reject) => pipeline(...args, (error?: Error) => (error ? reject(error) : resolve()))),
  finished: (stream: Stream) =>
    new Promise<void>((resolve, reject) => finished(stream, (error) => (error ? reject(error) : resolve()))),
};
export const streamModule = Object.assign(Stream, {
  Stream,
  Readable,
  Writable,
  Duplex,
  Transform,
  PassThrough,
  pipeline,
  finished,
  promises: streamPromisesModule,
});
