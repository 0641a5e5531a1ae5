/** `EventTarget`, `Event`, `AbortController` and what goes with them. */
import { setTimeout } from './event-loop';

type EventListener = ((event: Event) => unknown) | { handleEvent(event: Event): unknown };

export class DOMException extends Error {
  readonly #name: string;
  constructor(message = '', name: string | { name?: string; cause?: unknown } = 'Error') {
    super(message);
    this.#name = typeof name === 'string' ? name : (name.name ?? 'Error');
  }
  override get name(): string {
    return this.#name;
  }
  get code(): number {
    return { AbortError: 20, TimeoutError: 23, DataCloneError: 25 }[this.#name] ?? 0;
  }
}

export class Event {
  readonly type: string;
  readonly cancelable: boolean;
  readonly timeStamp = 0;
  target: EventTarget | null = null;
  defaultPrevented = false;
  isStopped = false;
  constructor(type: string, { cancelable = false } = {}) {
    this.type = String(type);
    this.cancelable = cancelable;
    Object.defineProperty(this, 'isStopped', { enumerable: false });
  }
  get currentTarget(): EventTarget | null {
    return this.target;
  }
  preventDefault(): void {
    if (this.cancelable) this.defaultPrevented = true;
  }
  stopImmediatePropagation(): void {
    this.isStopped = true;
  }
  stopPropagation(): void {}
}

export class CustomEvent extends Event {
  readonly detail: unknown;
  constructor(type: string, options: { cancelable?: boolean; detail?: unknown } = {}) {
    super(type, options);
    this.detail = options.detail ?? null;
  }
}

export class EventTarget {
  readonly #listeners = new Map<string, { listener: EventListener; once: boolean }[]>();

  addEventListener(
    type: string,
    listener: EventListener | null,
    options: { once?: boolean; signal?: AbortSignal } | boolean = {},
  ): void {
    const list = this.#listeners.get(type) ?? [];
    if (!listener || list.some((entry) => entry.listener === listener)) return;
    const { once = false, signal } = typeof options === 'object' ? options : {};
    this.#listeners.set(type, [...list, { listener, once }]);
    signal?.addEventListener('abort', () => this.removeEventListener(type, listener));
  }
  removeEventListener(type: string, listener: EventListener | null): void {
    this.#listeners.set(
      type,
      (this.#listeners.get(type) ?? []).filter((entry) => entry.listener !== listener),
    );
  }
  dispatchEvent(event: Event): boolean {
    event.target = this;
    for (const { listener, once } of this.#listeners.get(event.type) ?? []) {
      if (event.isStopped) break;
      if (once) this.removeEventListener(event.type, listener);
      if (typeof listener === 'function') listener.call(this, event);
      else listener.handleEvent(event);
    }
    const handler = (this as unknown as Record<string, unknown>)[`on${event.type}`];
    if (typeof handler === 'function') handler.call(this, event);
    return !event.defaultPrevented;
  }
}

export class AbortSignal extends EventTarget {
  aborted = false;
  reason: unknown = undefined;

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }
  static abort(reason?: unknown): AbortSignal {
    const controller = new AbortController();
    controller.abort(reason);
    return controller.signal;
  }
  static timeout(ms: number): AbortSignal {
    const controller = new AbortController();
    setTimeout(
      () => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
      ms,
    ).unref();
    return controller.signal;
  }
  static any(signals: AbortSignal[]): AbortSignal {
    const controller = new AbortController();
    for (const signal of signals) {
      if (signal.aborted) controller.abort(signal.reason);
      else signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
    }
    return controller.signal;
  }
}

export class AbortController {
  readonly signal = new AbortSignal();
  abort(reason: unknown = new DOMException('This operation was aborted', 'AbortError')): void {
    if (this.signal.aborted) return;
    this.signal.aborted = true;
    this.signal.reason = reason;
    this.signal.dispatchEvent(new Event('abort'));
  }
}
