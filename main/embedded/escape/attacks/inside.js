/* biome-ignore-all lint/suspicious/noThenProperty lint/security/noGlobalEval: what is tried is what is not done elsewhere */
/**
 * Attacks by whoever has all of JavaScript inside the realm. What each gets hold of is looked through, with all that
 * can be reached from there, for an object of another realm.
 */
import { findForeign } from './foreign.js';
import { createSpies } from './spies.js';

const inspectSymbol = Symbol.for('nodejs.util.inspect.custom');

function createRoutes(host, leak, say) {
  const { spy, inspected, traps, spyError, later, evaluate, overflow, withGlobal, fakeBytes, refused, odd, oddBytes } =
    createSpies(leak, say);
  return {
    'all that can be reached from the global object': () => leak(globalThis),
    'all that can be reached from the host': () => leak(host),
    'the globals that Node or a browser would have': () => {
      const names = [
        'process',
        'require',
        'module',
        'Buffer',
        'fetch',
        'outer',
        'global',
        'navigator',
        'XMLHttpRequest',
      ];
      const found = names.filter((name) => name in globalThis);
      if (found.length > 0) throw new Error(`there is ${found}`);
    },
    'code from text, by every constructor of functions': () => {
      const makers = [
        Function,
        function* () {}.constructor,
        (async () => {}).constructor,
        async function* () {}.constructor,
      ];
      for (const Maker of makers) refused(() => evaluate(() => new Maker('return this')));
      for (const make of [() => Reflect.apply(globalThis.eval, null, ['1']), () => globalThis.eval('1')])
        refused(() => evaluate(make));
      refused(() => evaluate(() => host.write.constructor('return this')));
      refused(() => setTimeout('leaked = 1', 0));
    },
    'code from text, by the constructors of the host’s functions': () => {
      for (const value of Object.values(host)) {
        if (typeof value === 'function') refused(() => evaluate(() => value.constructor.constructor('return this')));
      }
    },
    'errors by too deep a recursion': () => {
      const memory = new WebAssembly.Memory({ initial: 0 });
      for (const act of [
        () => performance.now(),
        () => new TextEncoder().encode('x'),
        () => new TextDecoder('utf-8').decode(new Uint8Array(2)),
        () => host.write('stdout', new Uint8Array(1)),
        () => host.isInterrupted(),
        () => host.sleep(0),
        () => crypto.getRandomValues(new Uint8Array(1)),
        () => atob('YQ=='),
        () => host.readAsset('none'),
        () => clearTimeout(1),
        () => memory.grow(65_536),
        () => new Error('x').stack,
        () => Object.getOwnPropertyDescriptor(new TypeError('x'), 'stack'),
        () => Error.captureStackTrace({}),
        () => Promise.resolve({ then: () => {} }),
        () => globalThis.eval('1'),
      ])
        overflow(act);
    },
    'promises rejected where the stack is used up': () => {
      overflow(() => Promise.reject(1).catch(() => {}));
      return later();
    },
    'errors by too large a request': () => {
      refused(() => new Uint8Array(2 ** 48));
      refused(() => new WebAssembly.Memory({ initial: 65_536 }));
      refused(() => new WebAssembly.Memory({ initial: 1 }).grow(65_536));
      refused(() => new Array(-1));
      refused(() => 'x'.repeat(2 ** 30));
      refused(() => host.write('stdout', { length: 2 ** 40 }));
      refused(() => new TextDecoder('no such encoding').decode(new Uint8Array(1)));
      refused(() => new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.of(0xff)));
      refused(() => crypto.getRandomValues(new Uint8Array(70_000)));
      refused(() => host.readAsset('__proto__'));
      refused(() => host.sleep(Number.NaN));
    },
    'odd values given to what the host offers': () => {
      for (const make of [odd, oddBytes]) {
        for (const value of make()) {
          refused(() => host.write('stdout', value));
          refused(() => host.write(value, new Uint8Array(0)));
          refused(() => host.readAsset(value));
          refused(() => host.sleep(value));
          refused(() => host.tellUnsupported(value, value));
        }
      }
    },
    'odd values given to the globals': () => {
      for (const value of oddBytes()) {
        refused(() => new TextEncoder().encode(value));
        refused(() => new TextEncoder().encodeInto(value, new Uint8Array(8)));
        refused(() => new TextEncoder().encodeInto('abc', value));
        refused(() => new TextDecoder(value));
        refused(() => new TextDecoder().decode(value));
        refused(() => crypto.getRandomValues(value));
        refused(() => atob(value));
        refused(() => btoa(value));
        refused(() => clearTimeout(value));
      }
    },
    'odd values by globals that are replaced': () => {
      for (const value of oddBytes()) {
        withGlobal('Uint8Array', fakeBytes(value), () => {
          refused(() => new TextEncoder().encode('x'));
          refused(() => new TextDecoder().decode(new DataView(new ArrayBuffer(1))));
          refused(() => crypto.getRandomValues(new Uint16Array(1)));
        });
        withGlobal(
          'String',
          () => value,
          () => {
            refused(() => new TextEncoder().encode('x'));
            refused(() => new TextEncoder().encodeInto('x', new Uint8Array(4)));
            refused(() => atob('x'));
          },
        );
      }
    },
    'odd times and odd callbacks of timers': async () => {
      for (const value of odd()) refused(() => setTimeout(() => {}, value));
      setTimeout(spy(), 0);
      setTimeout(spy().bind(null), 0);
      const input = host.readInputLater();
      leak(input);
      await later();
    },
    'callbacks of promises and of the garbage collector': async () => {
      Promise.resolve(1).then(spy());
      Promise.resolve({ then: spy() });
      queueMicrotask(spy());
      const registry = new FinalizationRegistry(spy());
      for (let i = 0; i < 100; i++) registry.register({ i }, i);
      leak(new WeakRef({}).deref());
      await later();
    },
    'frames of stack traces, by a formatter of the realm’s errors': () => {
      const RealError = Error;
      const formatter = (_error, frames) => {
        leak(frames, ...frames);
        for (const frame of frames) leak(frame.getThis(), frame.getFunction());
        throw new RealError('a formatter was given frames');
      };
      const read = () => {
        const stack = new TypeError('x').stack;
        const caught = {};
        RealError.captureStackTrace(caught);
        if (typeof stack === 'object' || typeof caught.stack === 'object') throw new RealError('a stack is no text');
      };
      for (const set of [
        () => Object.defineProperty(Error, 'prepareStackTrace', { value: formatter }),
        () => {
          Error.prepareStackTrace = formatter;
        },
        () => {
          globalThis.Error = { prepareStackTrace: formatter };
        },
        () => Object.defineProperty(globalThis, 'Error', { value: { prepareStackTrace: formatter } }),
        () =>
          Reflect.deleteProperty(globalThis, 'Error') &&
          Object.assign(globalThis, { Error: { prepareStackTrace: formatter } }),
        () => Object.setPrototypeOf(Error, { prepareStackTrace: formatter }),
        () => Object.assign(Object.prototype, { prepareStackTrace: formatter }),
        () => Object.assign(TypeError, { prepareStackTrace: formatter }),
      ]) {
        try {
          set();
        } catch {
          // Locked.
        }
        read();
      }
      Reflect.deleteProperty(Object.prototype, 'prepareStackTrace');
      Object.setPrototypeOf(Error, Function.prototype);
    },
    'callers of functions': () => {
      const ask = Object.getOwnPropertyDescriptor(Function.prototype, 'caller');
      refused(() => ask?.get?.call(ask.get));
      refused(() => ask?.get?.call(host.write));
    },
    'WebAssembly with hostile imports, bytes and receivers': async () => {
      for (const value of oddBytes()) {
        refused(() => new WebAssembly.Module(value));
        refused(() => new WebAssembly.Memory(value));
        refused(() => WebAssembly.validate(value));
        refused(() => WebAssembly.compile(value).catch(leak));
        refused(() => WebAssembly.instantiate(value, traps()).catch(leak));
      }
      for (const name of ['compileStreaming', 'instantiateStreaming']) {
        if (WebAssembly[name] !== undefined) leak(await WebAssembly[name](inspected()).catch((error) => error));
      }
      await later();
    },
    'the console of V8': () => {
      refused(() => globalThis.console?.log(inspected(), traps()));
      refused(() => globalThis.console?.table?.([inspected()]));
      refused(() => globalThis.console?.context?.('x').log(1));
    },
    'Atomics, shared memory and structured clones': () => {
      leak(new SharedArrayBuffer(8));
      refused(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1));
      refused(() => globalThis.structuredClone?.({ [inspectSymbol]: 1 }));
    },
    'an error whose every property is a trap, thrown from a timer': () => {
      setTimeout(() => {
        throw spyError();
      }, 0);
      return later();
    },
    'a proxy thrown from a timer': () => {
      setTimeout(() => {
        throw traps();
      }, 0);
      return later();
    },
    'an error whose prototype is a trap, rejecting a promise': () => {
      Promise.reject(Object.setPrototypeOf(spyError(), traps()));
      return later();
    },
    'a proxy rejecting a promise': () => {
      Promise.reject(traps());
      Promise.reject(inspected());
      return later();
    },
  };
}

const names = Object.keys(createRoutes({}, () => {}));
/** These end the process, so each is tried alone. */
export const fatalRoutes = names.filter((name) => /thrown from a|reject|callback/.test(name));
export const routes = names.filter((name) => !fatalRoutes.includes(name));

/** Says at once what it found, since a route may end the process. */
export async function attack(names, host) {
  const say = (text) => host.write('stdout', new TextEncoder().encode(`${text}\n`));
  const leaked = new Set();
  const leak = (...values) => {
    for (const value of values) {
      if (leaked.has(value)) continue;
      leaked.add(value);
      const path = findForeign(value);
      if (path !== null) say(`FOREIGN ${path}`);
    }
  };
  for (const name of names) {
    say(`route ${name}`);
    try {
      await createRoutes(host, leak, say)[name]();
      say('done');
    } catch (error) {
      say(`FAILED ${error.message}`);
    }
  }
}
