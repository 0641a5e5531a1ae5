import { afterEach, expect, it, vi } from 'vitest';
import { passFrame } from './frame-clock';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('passes a frame without asking for one, for which a key would wait', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const requestFrame = vi.fn();
  vi.stubGlobal('requestAnimationFrame', requestFrame);
  const onPassed = vi.fn();
  const passed = passFrame().then(onPassed);
  await vi.advanceTimersByTimeAsync(15);
  expect(onPassed).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await passed;
  expect(requestFrame).not.toHaveBeenCalled();
});
