import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepFollowing } from './keep-following';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Each watch gives its number; the first ones then fail. */
function createSource(failures: number) {
  let opened = 0;
  return async function* watch({ signal }: { signal: AbortSignal }): AsyncGenerator<number> {
    opened += 1;
    yield opened;
    if (opened <= failures) throw new Error(`failure ${opened}`);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
  };
}

it('begins anew after each failure, a while later, until it is not wanted any more', async () => {
  const ending = new AbortController();
  const [taken, failures]: [number[], string[]] = [[], []];
  const following = keepFollowing(
    createSource(2),
    ending.signal,
    (item) => taken.push(item),
    (error) => {
      failures.push((error as Error).message);
      return 'again';
    },
  );
  await vi.advanceTimersByTimeAsync(2999);
  expect(taken).toEqual([1]);
  await vi.advanceTimersByTimeAsync(3001);
  expect(taken).toEqual([1, 2, 3]);
  expect(failures).toEqual(['failure 1', 'failure 2']);
  ending.abort();
  await following;
  expect(vi.getTimerCount()).toBe(0);
});

it('waits no longer once it is not wanted, and not at all for what cannot come back', async () => {
  const ending = new AbortController();
  const following = keepFollowing(createSource(9), ending.signal, () => {});
  await vi.advanceTimersByTimeAsync(0);
  ending.abort();
  await following;
  await keepFollowing(
    createSource(9),
    new AbortController().signal,
    () => {},
    () => 'end',
  );
  expect(vi.getTimerCount()).toBe(0);
});

it('ends with the watch', async () => {
  const take = vi.fn();
  await keepFollowing(
    async function* () {
      yield 'once';
    },
    new AbortController().signal,
    take,
  );
  expect(take.mock.calls).toEqual([['once']]);
});
