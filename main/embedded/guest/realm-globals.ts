/**
 * First module of every runtime's bundle: takes the outer functions out of the global object, and adds to the realm
 * the few globals that wasm glue code expects beyond JavaScript's own. Everything here is made in the realm itself.
 */
import { lockErrors } from './error-lock';
import type { Outer } from './outer';

/** The supervisor has put it there for this module alone. */
const realm = globalThis as { outer?: Outer };

/** An error of the outer realm must not get in here, where its constructors would lead out. */
function shield<A extends unknown[], R>(call: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    try {
      return call(...args);
    } catch {
      throw new Error('The process refused a call of its guest.');
    }
  };
}

function takeOuter(): Outer {
  const given = realm.outer as Outer;
  Reflect.deleteProperty(realm, 'outer');
  const shielded = Object.create(null) as Record<string, unknown>;
  for (const name of Object.keys(given) as (keyof Outer)[]) {
    const value = given[name];
    shielded[name] = typeof value === 'function' ? shield(value as (...args: unknown[]) => unknown) : value;
  }
  return Object.freeze(shielded) as unknown as Outer;
}

/** For the files of the guest that the realm is made of; a runtime has `GuestHost`. */
export const outer = takeOuter();

class RealmTextEncoder {
  readonly encoding = 'utf-8';
  encode(text = ''): Uint8Array {
    const bytes = new Uint8Array(outer.textBytes(String(text)));
    outer.encode(String(text), bytes);
    return bytes;
  }
  encodeInto(given: string, into: Uint8Array): { read: number; written: number } {
    const text = String(given);
    const written = outer.encode(text, into);
    let read = text.length;
    if (outer.textBytes(text) > written) read = outer.decode('utf-8', false, true, into.subarray(0, written)).length;
    return { read, written };
  }
}

class RealmTextDecoder {
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  /** Bytes of a character whose end is still to come. */
  #cut: Uint8Array = new Uint8Array(0);

  constructor(label = 'utf-8', { fatal = false, ignoreBOM = false } = {}) {
    this.encoding = String(label).toLowerCase();
    this.fatal = fatal;
    this.ignoreBOM = ignoreBOM;
  }

  decode(input?: ArrayBufferView | ArrayBuffer, { stream = false } = {}): string {
    const given = viewBytes(input);
    const bytes = this.#cut.length > 0 ? joinBytes(this.#cut, given) : given;
    const whole = stream ? findWholeLength(bytes) : bytes.length;
    this.#cut = bytes.slice(whole);
    return outer.decode(this.encoding, this.fatal, this.ignoreBOM, bytes.subarray(0, whole));
  }
}

function viewBytes(input: ArrayBufferView | ArrayBuffer | undefined): Uint8Array {
  if (input === undefined) return new Uint8Array(0);
  return ArrayBuffer.isView(input)
    ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength)
    : new Uint8Array(input);
}

function joinBytes(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

/** Length without a UTF-8 character that is cut at the end. */
function findWholeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

const timers = new Map<number, () => void>();
let lastTimer = 0;

function fireTimer(id: number): void {
  const callback = timers.get(id);
  timers.delete(id);
  try {
    callback?.();
  } catch (error) {
    // The supervisor does not look into what is thrown at it from here.
    outer.fail(error instanceof Error ? error.message : 'A timer failed.');
    outer.exit();
  }
}

const additions = {
  TextEncoder: RealmTextEncoder,
  TextDecoder: RealmTextDecoder,
  performance: { now: outer.now },
  crypto: {
    getRandomValues<T extends ArrayBufferView>(into: T): T {
      outer.fillRandom(viewBytes(into));
      return into;
    },
  },
  setTimeout(callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): number {
    const id = ++lastTimer;
    timers.set(id, () => callback(...args));
    outer.startTimer(id, ms, fireTimer);
    return id;
  },
  clearTimeout(id: number): void {
    timers.delete(id);
    outer.stopTimer(id);
  },
  queueMicrotask: (callback: () => void): void => void Promise.resolve().then(callback),
  atob: (text: string): string => outer.decodeBase64(String(text)),
  btoa: (text: string): string => outer.encodeBase64(String(text)),
};

for (const [name, value] of Object.entries(additions)) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}
lockErrors();
