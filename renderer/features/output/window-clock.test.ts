import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WindowClock } from './window-clock';

const FRAME_MS = 10;

describe('a rest of the window clock', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback, FRAME_MS));
    vi.stubGlobal('cancelAnimationFrame', () => {});
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const open = () => {
    const keys = new EventTarget();
    const onEnd = vi.fn();
    const type = (key = 'a', modifiers = {}) =>
      keys.dispatchEvent(Object.assign(new Event('keydown'), { key, ctrlKey: false, metaKey: false, ...modifiers }));
    return { clock: new WindowClock(keys), onEnd, type };
  };

  it('is as long as was asked for where nobody types', () => {
    const { clock, onEnd, type } = open();
    type();
    vi.advanceTimersByTime(500);
    clock.after(48, onEnd);
    vi.advanceTimersByTime(47);
    expect(onEnd).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onEnd).toHaveBeenCalledTimes(1);
  });

  it('goes on until a quarter of a second after the last key', () => {
    const { clock, onEnd, type } = open();
    clock.after(16, onEnd);
    for (let key = 0; key < 5; key++) {
      type();
      vi.advanceTimersByTime(60);
    }
    vi.advanceTimersByTime(180);
    expect(onEnd).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10);
    expect(onEnd).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['Enter', {}],
    ['Enter', { ctrlKey: true }],
    ['s', { metaKey: true }],
    ['F5', {}],
  ])('is not longer after %s with %o, whose effect is waited for', (key, modifiers) => {
    const { clock, onEnd, type } = open();
    type(key, modifiers);
    clock.after(16, onEnd);
    vi.advanceTimersByTime(16);
    expect(onEnd).toHaveBeenCalledTimes(1);
  });

  it('ends within a second however much is typed, right after the frame of a key', () => {
    const { clock, onEnd, type } = open();
    clock.after(160, onEnd);
    for (let timeMs = 0; timeMs < 720; timeMs += 40) {
      type();
      vi.advanceTimersByTime(40);
    }
    expect(onEnd).not.toHaveBeenCalled();
    vi.advanceTimersByTime(190);
    type();
    vi.advanceTimersByTime(FRAME_MS - 1);
    expect(onEnd).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2);
    expect(onEnd).toHaveBeenCalledTimes(1);
  });

  it('ends together with the others that wait for whoever types, and is called back once', () => {
    const { clock, onEnd, type } = open();
    const onLater = vi.fn();
    clock.after(160, onEnd);
    for (let timeMs = 0; timeMs < 400; timeMs += 40) {
      type();
      vi.advanceTimersByTime(40);
    }
    clock.after(16, onLater);
    for (let timeMs = 400; timeMs < 1200; timeMs += 40) {
      type();
      vi.advanceTimersByTime(40);
    }
    expect([onEnd.mock.calls.length, onLater.mock.calls.length]).toEqual([1, 1]);
    vi.advanceTimersByTime(5000);
    expect([onEnd.mock.calls.length, onLater.mock.calls.length]).toEqual([1, 1]);
  });
});
