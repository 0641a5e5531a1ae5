/** `node:readline` and `node:readline/promises`, for lines. */
import { Utf8Pieces } from './encoding';
import { codedError } from './errors';
import { nextTick } from './event-loop';
import { EventEmitter } from './events';

interface Input extends EventEmitter {
  resume?(): unknown;
  pause?(): unknown;
}
interface Output {
  write(text: string): unknown;
}
interface Options {
  input: Input;
  output?: Output;
  prompt?: string;
}

export class Interface extends EventEmitter {
  readonly #input: Input;
  readonly #output: Output | undefined;
  readonly #pieces = new Utf8Pieces();
  readonly #questions: ((answer: string) => void)[] = [];
  /** Lines that came while nobody wanted one. */
  readonly #held: string[] = [];
  #rest = '';
  #prompt: string;
  #isPaused = false;
  #isEnded = false;
  closed = false;
  terminal = false;
  line = '';

  constructor(options: Options | Input, output?: Output) {
    super();
    const given = 'input' in options ? (options as Options) : { input: options as Input, output };
    this.#input = given.input;
    this.#output = given.output;
    this.#prompt = ('prompt' in given ? given.prompt : undefined) ?? '> ';
    this.#input.on('data', this.#take);
    this.#input.on('end', this.#end);
    this.#input.resume?.();
  }

  readonly #take = (data: unknown): void => {
    this.#rest += typeof data === 'string' ? data : this.#pieces.decode(data as Uint8Array);
    const lines = this.#rest.split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    this.#held.push(...lines);
    this.#deliver();
  };

  readonly #end = (): void => {
    this.#rest += this.#pieces.end();
    if (this.#rest !== '') this.#held.push(this.#rest.replace(/\r$/, ''));
    this.#rest = '';
    this.#isEnded = true;
    this.#deliver();
  };

  #deliver(): void {
    while (!this.closed && !this.#isPaused) {
      const line = this.#held.shift();
      if (line === undefined) break;
      const answer = this.#questions.shift();
      if (answer) answer(line);
      else this.emit('line', line);
      // A question's answer may ask the next: it has its turn before the next line is given away.
      if (answer && this.#held.length > 0) {
        nextTick(() => Promise.resolve().then(() => this.#deliver()));
        return;
      }
    }
    if (this.#isEnded && this.#held.length === 0 && !this.#isPaused) this.close();
  }

  question(text: string, options: unknown, callback?: (answer: string) => void): void {
    if (this.closed) throw codedError(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed');
    const answer = (typeof options === 'function' ? options : callback) as (answer: string) => void;
    this.#output?.write(text);
    this.#questions.push(answer);
    this.resume();
  }
  setPrompt(prompt: string): void {
    this.#prompt = prompt;
  }
  getPrompt(): string {
    return this.#prompt;
  }
  prompt(): void {
    this.resume();
    this.#output?.write(this.#prompt);
  }
  write(text: string): void {
    this.#take(text);
  }
  pause(): this {
    this.#isPaused = true;
    this.#input.pause?.();
    this.emit('pause');
    return this;
  }
  resume(): this {
    if (this.#isPaused) {
      this.#isPaused = false;
      nextTick(() => this.#deliver());
    }
    if (!this.#isEnded) this.#input.resume?.();
    return this;
  }
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.#input.removeListener('data', this.#take);
    this.#input.removeListener('end', this.#end);
    this.#input.pause?.();
    this.emit('close');
  }
  [Symbol.dispose](): void {
    this.close();
  }

  [Symbol.asyncIterator](): AsyncGenerator<string, void> {
    // Listens from now on, not from the first `next()`.
    const queue: string[] = [];
    let wake: () => void = () => {};
    this.on('line', (line) => {
      queue.push(line as string);
      wake();
    });
    this.on('close', () => wake());
    const isClosed = () => this.closed;
    const close = () => this.close();
    return (async function* () {
      try {
        for (;;) {
          const line = queue.shift();
          if (line !== undefined) yield line;
          else if (isClosed()) return;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      } finally {
        close();
      }
    })();
  }
}

class PromiseInterface extends Interface {
  override question(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      try {
        super.question(text, resolve);
      } catch (error) {
        reject(error);
      }
    });
  }
}

const control = (code: string) => (stream?: Output) => {
  stream?.write(code);
  return true;
};
const controls = {
  clearLine: control('\x1b[2K'),
  clearScreenDown: control('\x1b[0J'),
  cursorTo: (stream: Output, x: number, y?: number) =>
    control(typeof y === 'number' ? `\x1b[${y + 1};${x + 1}H` : `\x1b[${x + 1}G`)(stream),
  moveCursor: () => true,
  emitKeypressEvents: () => {},
};

export const readlinePromisesModule = {
  Interface: PromiseInterface,
  createInterface: (options: Options, output?: Output) => new PromiseInterface(options, output),
};
export const readlineModule = {
  Interface,
  createInterface: (options: Options | Input, output?: Output) => new Interface(options, output),
  ...controls,
  promises: readlinePromisesModule,
};
