/**
 * Evaluated in the realm in place of a runtime, before anything takes the outer functions away: shows what each layer
 * behind that one holds. `ask` is called with the outer functions.
 */
const { outer } = globalThis;

function say(text) {
  const bytes = new Uint8Array(outer.textBytes(text));
  outer.encode(text, bytes);
  outer.write('stdout', bytes);
}

const questions = {
  /** Code from text, by the constructor of Node's own functions. */
  outerFunction: () => typeof outer.write.constructor('return process')().pid,
  /** Code from text, by the constructor of the realm's. */
  ownFunction: () => typeof Function('return 1')(),
  outerPrototype: () => {
    outer.constructor.prototype.polluted = 'yes';
    return Object.getPrototypeOf(outer).polluted;
  },
  frames: () => {
    const RealError = Error;
    let frames = null;
    globalThis.Error = {
      prepareStackTrace(_error, given) {
        frames = given;
        return '';
      },
    };
    void new TypeError('x').stack;
    globalThis.Error = RealError;
    return frames?.length;
  },
  outerError: () => {
    let foreign;
    const readStack = () => new TypeError('x').stack;
    const deeper = () => {
      for (const step of [deeper, readStack]) {
        try {
          step();
        } catch (error) {
          if (!(error instanceof Object)) foreign = error.name;
        }
      }
    };
    deeper();
    return foreign;
  },
  dynamicImport: () => {
    const name = 'node:fs';
    return import(/* @vite-ignore */ name).catch((error) => (error instanceof Object ? undefined : error.code));
  },
  largeMemory: () => new WebAssembly.Memory({ initial: 1024 }).buffer.byteLength,
  /** A module that declares a memory without a maximum, and a function that grows it by its own instruction. */
  growingModule: () => {
    const bytes = Uint8Array.from([
      0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 1, 127, 1, 127, 3, 2, 1, 0, 5, 3, 1, 0, 1, 7, 12, 2, 1, 109, 2, 0, 4,
      103, 114, 111, 119, 0, 0, 10, 8, 1, 6, 0, 32, 0, 64, 0, 11,
    ]);
    const { m, grow } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
    return grow(1023) === -1 ? undefined : m.buffer.byteLength;
  },
};

export async function askAll() {
  const answers = {};
  for (const [name, ask] of Object.entries(questions)) {
    try {
      answers[name] = (await ask()) ?? 'nothing';
    } catch {
      answers[name] = 'nothing';
    }
  }
  say(JSON.stringify(answers));
  outer.exit();
}
