/** `node:events`. */
type Listener = (...args: unknown[]) => unknown;
type EventName = string | symbol;

interface Entry {
  listener: Listener;
  once: boolean;
}

const listenersOf = Symbol('listeners');

export class EventEmitter {
  static defaultMaxListeners = 10;
  static EventEmitter = EventEmitter;
  static errorMonitor = Symbol('events.errorMonitor');

  declare [listenersOf]: Map<EventName, Entry[]>;

  constructor() {
    prepare(this);
  }

  on(name: EventName, listener: Listener): this {
    return this.addListener(name, listener);
  }
  addListener(name: EventName, listener: Listener): this {
    return add(this, name, listener, false, false);
  }
  once(name: EventName, listener: Listener): this {
    return add(this, name, listener, true, false);
  }
  prependListener(name: EventName, listener: Listener): this {
    return add(this, name, listener, false, true);
  }
  prependOnceListener(name: EventName, listener: Listener): this {
    return add(this, name, listener, true, true);
  }

  off(name: EventName, listener: Listener): this {
    return this.removeListener(name, listener);
  }
  removeListener(name: EventName, listener: Listener): this {
    const entries = prepare(this).get(name) ?? [];
    const at = entries.findLastIndex((entry) => entry.listener === listener);
    if (at === -1) return this;
    const left = entries.toSpliced(at, 1);
    if (left.length > 0) prepare(this).set(name, left);
    else prepare(this).delete(name);
    if (this.listenerCount('removeListener') > 0) this.emit('removeListener', name, listener);
    return this;
  }
  removeAllListeners(name?: EventName): this {
    if (name === undefined) prepare(this).clear();
    else prepare(this).delete(name);
    return this;
  }

  emit(name: EventName, ...args: unknown[]): boolean {
    const entries = prepare(this).get(name);
    if (!entries) {
      if (name === 'error') throw asError(args[0]);
      return false;
    }
    for (const { listener, once } of entries) {
      if (once) this.removeListener(name, listener);
      listener.apply(this, args);
    }
    return true;
  }

  listenerCount(name: EventName, listener?: Listener): number {
    const entries = prepare(this).get(name) ?? [];
    return listener ? entries.filter((entry) => entry.listener === listener).length : entries.length;
  }
  listeners(name: EventName): Listener[] {
    return (prepare(this).get(name) ?? []).map((entry) => entry.listener);
  }
  rawListeners(name: EventName): Listener[] {
    return this.listeners(name);
  }
  eventNames(): EventName[] {
    return [...prepare(this).keys()];
  }
  setMaxListeners(_count: number): this {
    return this;
  }
  getMaxListeners(): number {
    return EventEmitter.defaultMaxListeners;
  }

  /** Resolves with the arguments of the next event of that name; rejects on an error. */
  static once(emitter: EventEmitter, name: EventName): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      const fail = (error: unknown) => {
        emitter.removeListener(name, succeed);
        reject(error);
      };
      const succeed = (...args: unknown[]) => {
        emitter.removeListener('error', fail);
        resolve(args);
      };
      emitter.once(name, succeed);
      if (name !== 'error') emitter.once('error', fail);
    });
  }

  static async *on(emitter: EventEmitter, name: EventName): AsyncGenerator<unknown[], void> {
    const queue: unknown[][] = [];
    let wake: () => void = () => {};
    const listener = (...args: unknown[]) => {
      queue.push(args);
      wake();
    };
    emitter.on(name, listener);
    try {
      for (;;) {
        const args = queue.shift();
        if (args) yield args;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      emitter.removeListener(name, listener);
    }
  }

  static listenerCount(emitter: EventEmitter, name: EventName): number {
    return emitter.listenerCount(name);
  }
}

/** Subclasses in the old style call no constructor. */
function prepare(emitter: EventEmitter): Map<EventName, Entry[]> {
  if (!Object.hasOwn(emitter, listenersOf))
    Object.defineProperty(emitter, listenersOf, { value: new Map(), writable: true, configurable: true });
  return emitter[listenersOf];
}

function add<T extends EventEmitter>(
  emitter: T,
  name: EventName,
  listener: Listener,
  once: boolean,
  first: boolean,
): T {
  if (typeof listener !== 'function')
    throw new TypeError(`The "listener" argument must be of type function. Received ${typeof listener}`);
  if (emitter.listenerCount('newListener') > 0) emitter.emit('newListener', name, listener);
  const entries = prepare(emitter).get(name) ?? [];
  const entry = { listener, once };
  prepare(emitter).set(name, first ? [entry, ...entries] : [...entries, entry]);
  return emitter;
}

function asError(given: unknown): unknown {
  if (given instanceof Error) return given;
  const error = new Error(`Unhandled error. (${String(given)})`);
  return Object.assign(error, { code: 'ERR_UNHANDLED_ERROR', context: given });
}

export const eventsModule = EventEmitter as typeof EventEmitter & { default?: unknown };
