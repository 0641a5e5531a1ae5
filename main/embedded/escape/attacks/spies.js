/** Values that keep what they are called with, and ways to call what may not be called. */
import { isForeign } from './foreign.js';

const inspectSymbol = Symbol.for('nodejs.util.inspect.custom');
const WAIT_MS = 60;

/** @param leak is given all that a spy is called with */
export function createSpies(leak, say) {
  /** Called by whoever calls it, and keeps what it was called with. */
  const spy = (result) =>
    new Proxy(() => result, {
      apply(_target, self, args) {
        leak(self, args, ...args);
        return result;
      },
      construct(_target, args) {
        leak(args, ...args);
        return new Uint8Array(1);
      },
    });
  const inspected = () => Object.create(null, { [inspectSymbol]: { value: (...given) => leak(...given) } });
  /** Every trap of a proxy, itself a proxy that keeps what it is called with. */
  const traps = () =>
    new Proxy(() => {}, Object.fromEntries(Object.getOwnPropertyNames(Reflect).map((trap) => [trap, trapOf(trap)])));
  const trapOf = (name) =>
    new Proxy(Reflect[name], {
      apply(target, self, args) {
        leak(self, args);
        return Reflect.apply(target, self, args);
      },
    });
  const spyError = () => {
    const error = new TypeError('x');
    for (const name of ['stack', 'message', 'name', 'cause', 'code']) {
      Object.defineProperty(error, name, { get: spy('x'), configurable: true });
    }
    error[Symbol.toPrimitive] = spy('x');
    return error;
  };
  const later = () => new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  const evaluate = (make) => {
    const made = make();
    say(`FAILED code was made from text: ${typeof made}`);
  };
  const overflow = (act) => {
    const thrown = [];
    const deeper = () => {
      for (const step of [deeper, act]) {
        try {
          step();
        } catch (error) {
          thrown.push(error);
        }
      }
    };
    deeper();
    leak(...thrown.filter(isForeign));
  };
  const withGlobal = (name, value, act) => {
    const before = globalThis[name];
    try {
      globalThis[name] = value;
      act();
    } catch (error) {
      leak(error);
    } finally {
      globalThis[name] = before;
    }
  };
  const fakeBytes = (value) =>
    function fake() {
      return value;
    };
  const refused = (act) => {
    try {
      leak(act());
    } catch (error) {
      leak(error);
    }
  };
  const odd = () => [inspected(), traps(), { valueOf: spy(1), toString: spy('1') }, { [Symbol.toPrimitive]: spy(1) }];
  const oddBytes = () => {
    const species = new Uint8Array(4);
    species.constructor = { [Symbol.species]: spy() };
    const detached = new Uint8Array(4);
    if (detached.buffer.transfer) detached.buffer.transfer();
    class Sub extends Uint8Array {
      static get [Symbol.species]() {
        return spy();
      }
      get length() {
        return 2 ** 33;
      }
      get buffer() {
        return traps();
      }
    }
    const fake = { length: 3, byteLength: 3, byteOffset: 0, buffer: inspected(), subarray: spy(new Uint8Array(3)) };
    const shared = new Uint8Array(new SharedArrayBuffer(4));
    const proto = Object.setPrototypeOf({}, Uint8Array.prototype);
    return [...odd(), species, detached, new Sub(4), fake, shared, proto, new Float64Array(2), [1, 2], 'text', null];
  };

  return {
    spy,
    inspected,
    traps,
    trapOf,
    spyError,
    later,
    evaluate,
    overflow,
    withGlobal,
    fakeBytes,
    refused,
    odd,
    oddBytes,
  };
}
