import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WindowClock } from './window-clock';

describe('a rest of the window clock', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const open = () => {
    const keys = new EventTarget();
    const onEnd = vi.fn();
    const type = () => keys.dispatchEvent(new Event('keydown'));
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

  it('goes on until a tenth of a second after the last key', () => {
    const { clock, onEnd, type } = open();
    clock.after(16, onEnd);
    for (let key = 0; key < 5; key++) {
      type();
      vi.advanceTimersByTime(60);
    }
    expect(onEnd).not.toHaveBeenCalled();
    vi.advanceTimersByTime(40);
    expect(onEnd).toHaveBeenCalledTimes(1);
  });

  it('ends after two seconds however much is typed', () => {
    const { clock, onEnd, type } = open();
    clock.after(160, onEnd);
    for (let timeMs = 0; timeMs < 2000; timeMs += 20) {
      expect(onEnd).not.toHaveBeenCalled();
      type();
      vi.advanceTimersByTime(20);
    }
    expect(onEnd).toHaveBeenCalledTimes(1);
  });
});
