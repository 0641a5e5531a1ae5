/**
 * What the realm hands out, made safe to use: a value that only looks like what it should be would have its own code
 * called by Node's, with an object of Node's realm (the arguments of a proxy's trap, `util.inspect` for an error text).
 * Nothing here runs code of the value.
 */
import { types } from 'node:util';

const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array;
const readBuffer = getter('buffer');
const readOffset = getter('byteOffset');
const readLength = getter('byteLength');

/** The same bytes, by an array of this realm. */
export function asBytes(value: Uint8Array): Uint8Array {
  if (!types.isUint8Array(value)) throw new TypeError('no bytes');
  return new Uint8Array(
    Reflect.apply(readBuffer, value, []) as ArrayBuffer,
    Reflect.apply(readOffset, value, []) as number,
    Reflect.apply(readLength, value, []) as number,
  );
}

export function asText<T extends string>(value: T): T {
  if (typeof value !== 'string') throw new TypeError('no text');
  return value;
}

export function asNumber(value: number): number {
  if (typeof value !== 'number') throw new TypeError('no number');
  return value;
}

/** A function with a body of its own: a proxy's trap is given an array of the caller's realm, and a bound one may hide it. */
export function asCallback<F extends (...args: never[]) => void>(value: F): F {
  if (typeof value !== 'function' || types.isProxy(value)) throw new TypeError('no callback');
  const text = Reflect.apply(Function.prototype.toString, value, []) as string;
  if (text.includes('[native code]')) throw new TypeError('no callback');
  return value;
}

function getter(name: string): () => unknown {
  return Object.getOwnPropertyDescriptor(typedArray, name)?.get as () => unknown;
}
