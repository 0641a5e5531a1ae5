/** Timers, immediates and ticks. The engine's side asks for one callback after the other. */
import { argumentError } from './errors';
import { customInspect } from './inspect';
import { native } from './native';

type Callback = (...args: unknown[]) => unknown;

const LONGEST_MS = 2 ** 31 - 1;

let lastId = 0;
let ticks: (() => void)[] = [];
let immediates: Immediate[] = [];
const timers = new Map<number, Timeout>();

export class Timeout {
  readonly id = ++lastId;
  isReferenced = true;
  dueMs = 0;
  readonly #callback: Callback;
  readonly #args: unknown[];
  readonly #delayMs: number;
  readonly repeats: boolean;

  constructor(callback: Callback, delay: unknown, args: unknown[], repeats: boolean) {
    if (typeof callback !== 'function') throw argumentError('callback', 'of type function', callback);
    this.#callback = callback;
    this.#args = args;
    const ms = Number(delay);
    this.#delayMs = ms >= 1 && ms <= LONGEST_MS ? Math.trunc(ms) : 1;
    this.repeats = repeats;
    this.start();
  }

  start(): void {
    this.dueMs = native.now() + this.#delayMs;
    timers.set(this.id, this);
  }
  fire(): void {
    if (this.repeats) this.start();
    else timers.delete(this.id);
    this.#callback(...this.#args);
  }
  ref(): this {
    this.isReferenced = true;
    return this;
  }
  unref(): this {
    this.isReferenced = false;
    return this;
  }
  hasRef(): boolean {
    return this.isReferenced;
  }
  refresh(): this {
    if (timers.has(this.id)) this.start();
    return this;
  }
  close(): this {
    timers.delete(this.id);
    return this;
  }
  [Symbol.toPrimitive](): number {
    return this.id;
  }
  [Symbol.dispose](): void {
    this.close();
  }
  [customInspect](): string {
    return `Timeout { _idleTimeout: ${this.#delayMs} }`;
  }
}

export class Immediate {
  readonly #run: () => void;
  isActive = true;
  constructor(callback: Callback, args: unknown[]) {
    this.#run = () => callback(...args);
    immediates.push(this);
  }
  fire(): void {
    this.isActive = false;
    this.#run();
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
}

export function setTimeout(callback: Callback, ms?: number, ...args: unknown[]): Timeout {
  return new Timeout(callback, ms, args, false);
}
export function setInterval(callback: Callback, ms?: number, ...args: unknown[]): Timeout {
  return new Timeout(callback, ms, args, true);
}
export function setImmediate(callback: Callback, ...args: unknown[]): Immediate {
  return new Immediate(callback, args);
}
export function clearTimeout(timer: unknown): void {
  if (timer instanceof Timeout) timer.close();
  else if (typeof timer === 'number' || typeof timer === 'string') timers.delete(Number(timer));
}
export function clearImmediate(immediate: unknown): void {
  if (immediate instanceof Immediate) immediate.isActive = false;
}
export function queueMicrotask(callback: () => void): void {
  if (typeof callback !== 'function') throw argumentError('callback', 'of type function', callback);
  // An error in it is uncaught, not an unhandled rejection.
  Promise.resolve().then(() => {
    try {
      callback();
    } catch (error) {
      microtaskFailed(error);
    }
  });
}

let microtaskFailed: (error: unknown) => void = (error) => {
  throw error;
};
export function onMicrotaskError(report: (error: unknown) => void): void {
  microtaskFailed = report;
}

export function nextTick(callback: Callback, ...args: unknown[]): void {
  if (typeof callback !== 'function') throw argumentError('callback', 'of type function', callback);
  ticks.push(() => callback(...args));
}

/** Runs until none is left; after an error the rest waits for the next call. False where there was none. */
export function runTicks(): boolean {
  const hasRun = ticks.length > 0;
  while (ticks.length > 0) {
    const due = ticks;
    ticks = [];
    for (let i = 0; i < due.length; i++) {
      try {
        due[i]?.();
      } catch (error) {
        ticks = [...due.slice(i + 1), ...ticks];
        throw error;
      }
    }
  }
  return hasRun;
}

/** Callbacks of the phase that runs; what they add waits for its own phase. */
let round: (() => void)[] = [];
let areTimersNext = true;

/** @see Hooks.turn */
export function turn(): number {
  for (let phases = 0; round.length === 0 && phases < 2; phases++) {
    round = areTimersNext ? takeDueTimers() : takeImmediates();
    areTimersNext = !areTimersNext;
  }
  const run = round.shift();
  if (run) {
    run();
    return 0;
  }
  const waited = [...timers.values()];
  if (!waited.some((timer) => timer.isReferenced)) return -1;
  const dueMs = waited.reduce((first, timer) => Math.min(first, timer.dueMs), Number.POSITIVE_INFINITY);
  return Math.max(dueMs - native.now(), 0.01);
}

function takeDueTimers(): (() => void)[] {
  const nowMs = native.now();
  const due = [...timers.values()].filter((timer) => timer.dueMs <= nowMs);
  due.sort((a, b) => a.dueMs - b.dueMs);
  return due.map((timer) => () => {
    if (timers.get(timer.id) === timer && timer.dueMs <= nowMs) timer.fire();
  });
}

function takeImmediates(): (() => void)[] {
  const taken = immediates;
  immediates = [];
  return taken.map((immediate) => () => {
    if (immediate.isActive) immediate.fire();
  });
}
