/** The smaller modules and globals. */
import { assertModule, assertStrict } from './assert';
import { atomics } from './atomics';
import type { CommonJsModule } from './commonjs';
import { console } from './console';
import { cryptoModule, webCrypto } from './crypto';
import { Utf8Pieces } from './encoding';
import * as loop from './event-loop';
import { AbortController, AbortSignal, CustomEvent, DOMException, Event, EventTarget } from './event-target';
import type { Require } from './modules';
import { native } from './native';
import { process } from './process';
import { readlineModule, readlinePromisesModule } from './readline';
import { streamModule, streamPromisesModule } from './stream';
import { structuredClone } from './structured-clone';
import { URL, urlModule } from './url';
import { URLSearchParams } from './url-search-params';
import { utilModule } from './util';

const startedMs = native.now();
const performance = {
  now: () => native.now() - startedMs,
  timeOrigin: Date.now(),
  mark: (name: string) => ({ name, entryType: 'mark', startTime: native.now() - startedMs, duration: 0 }),
  measure: (name: string) => ({ name, entryType: 'measure', startTime: 0, duration: native.now() - startedMs }),
  toJSON: () => ({ timeOrigin: performance.timeOrigin }),
};

type Wait = { signal?: AbortSignal };

function wait<T>(start: (done: () => void) => () => void, value: T, { signal }: Wait = {}): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      cancel();
      reject(
        Object.assign(new Error('The operation was aborted'), {
          name: 'AbortError',
          code: 'ABORT_ERR',
          cause: signal?.reason,
        }),
      );
    };
    const cancel = start(() => {
      signal?.removeEventListener('abort', abort);
      resolve(value);
    });
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}

const sleep = <T>(ms?: number, value?: T, options?: Wait) =>
  wait(
    (done) => {
      const timer = loop.setTimeout(done, ms);
      return () => timer.close();
    },
    value,
    options,
  );

const timersPromises = {
  setTimeout: sleep,
  setImmediate: <T>(value?: T, options?: Wait) =>
    wait(
      (done) => {
        const immediate = loop.setImmediate(done);
        return () => loop.clearImmediate(immediate);
      },
      value,
      options,
    ),
  async *setInterval<T>(ms?: number, value?: T): AsyncGenerator<T | undefined, void> {
    for (;;) yield await sleep(ms, value);
  },
  scheduler: { wait: (ms: number) => sleep(ms), yield: () => sleep(0) },
};

class StringDecoder {
  readonly #pieces = new Utf8Pieces();
  write(bytes: Uint8Array): string {
    return this.#pieces.decode(bytes);
  }
  end(bytes?: Uint8Array): string {
    return (bytes ? this.#pieces.decode(bytes) : '') + this.#pieces.end();
  }
}

const MIB = 2 ** 20;
const os = {
  EOL: '\n',
  platform: () => 'linux',
  type: () => 'Linux',
  arch: () => 'x64',
  release: () => '6.0.0',
  hostname: () => 'sandbox',
  homedir: () => '/work',
  tmpdir: () => '/tmp',
  endianness: () => 'LE',
  uptime: () => process.uptime(),
  loadavg: () => [0, 0, 0],
  totalmem: () => 512 * MIB,
  freemem: () => 256 * MIB,
  availableParallelism: () => 1,
  cpus: () => [{ model: 'wasm', speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } }],
  networkInterfaces: () => ({}),
  userInfo: () => ({ username: 'user', uid: 1000, gid: 1000, shell: null, homedir: '/work' }),
  constants: { signals: { SIGINT: 2, SIGTERM: 15, SIGKILL: 9 } },
};

/** Carries a value along, as far as that can be done without hooks: within `run` itself. */
class AsyncLocalStorage<T> {
  #store: T | undefined;
  run<R>(store: T, callback: (...args: unknown[]) => R, ...args: unknown[]): R {
    const before = this.#store;
    this.#store = store;
    try {
      return callback(...args);
    } finally {
      this.#store = before;
    }
  }
  getStore(): T | undefined {
    return this.#store;
  }
}

/** As Node's without a network. */
async function fetch(): Promise<never> {
  native.tellUnsupported('sockets', 'fetch');
  throw Object.assign(new TypeError('fetch failed'), { cause: new Error('getaddrinfo EAI_AGAIN') });
}

export const otherGlobals: Record<string, unknown> = {
  fetch,
  AbortController,
  Atomics: atomics,
  AbortSignal,
  CustomEvent,
  DOMException,
  Event,
  EventTarget,
  URL,
  URLSearchParams,
  crypto: webCrypto,
  performance,
  structuredClone,
};

export function createOtherBuiltins(createRequire: (from: string | CommonJsModule) => Require): Record<string, object> {
  const timers = { ...loop, clearInterval: loop.clearTimeout, promises: timersPromises };
  const names = () => Object.keys(all).sort();
  const all: Record<string, object> = {
    assert: assertModule,
    'assert/strict': assertStrict,
    async_hooks: { AsyncLocalStorage },
    console,
    crypto: cryptoModule,
    module: {
      createRequire,
      get builtinModules() {
        return names();
      },
      isBuiltin: (name: string) => names().includes(name.replace(/^node:/, '')),
    },
    os,
    perf_hooks: { performance },
    process,
    querystring: {
      parse: (text: string) => Object.fromEntries(new URLSearchParams(text)),
      stringify: (values: Record<string, unknown>) => new URLSearchParams(values).toString(),
      escape: encodeURIComponent,
      unescape: decodeURIComponent,
    },
    readline: readlineModule,
    'readline/promises': readlinePromisesModule,
    stream: streamModule,
    'stream/promises': streamPromisesModule,
    string_decoder: { StringDecoder },
    timers,
    'timers/promises': timersPromises,
    url: urlModule,
    util: utilModule,
    'util/types': utilModule.types as object,
  };
  return all;
}
