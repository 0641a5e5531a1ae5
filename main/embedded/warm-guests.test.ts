import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { GuestProcess } from './guest-process';
import { type WaitingGuest, WarmGuests } from './warm-guests';

const IDLE_MS = 60_000;

/** A guest that is never spoken to: only its end matters here. */
class FakeGuest {
  disposed = 0;
  end = () => {};
  readonly ended = new Promise<void>((resolve) => {
    this.end = resolve;
  });

  async [Symbol.asyncDispose](): Promise<void> {
    this.disposed += 1;
    this.end();
  }
}

let started: FakeGuest[];
let warm: WarmGuests;

function starter(residentBytes = 10): () => Promise<WaitingGuest> {
  return async () => {
    const guest = new FakeGuest();
    started.push(guest);
    return { guest: guest as unknown as GuestProcess, residentBytes };
  };
}

/** Lets what was begun come to its end. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  started = [];
  warm = new WarmGuests({ memoryBytes: 100, idleMs: IDLE_MS });
});

afterEach(async () => {
  await warm[Symbol.asyncDispose]();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test('one waits from the time that it is wanted, is given once, and is replaced when its run has ended', async () => {
  warm.keep('python', starter());
  await settle();
  const taken = warm.take('python', starter());
  expect(taken?.warm).toBe(true);
  expect((await taken?.guest)?.guest).toBe(started[0]);
  expect(started).toHaveLength(1);
  warm.refill('python');
  await settle();
  expect(started).toHaveLength(2);
  expect((await warm.take('python', starter())?.guest)?.guest).toBe(started[1]);
});

test('a long run does not keep the next one from being ready', async () => {
  warm.take('python', starter());
  expect(started).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1000);
  expect(started).toHaveLength(1);
  warm.refill('python');
  await settle();
  expect(started).toHaveLength(1);
});

test('one that is still being loaded is given to the run that comes, and not kept', async () => {
  let finish: (waiting: WaitingGuest) => void = () => {};
  warm.keep('python', () => new Promise((resolve) => (finish = resolve)));
  const taken = warm.take('python', starter());
  expect(taken?.warm).toBe(false);
  const guest = new FakeGuest();
  finish({ guest: guest as unknown as GuestProcess, residentBytes: 10 });
  expect((await taken?.guest)?.guest).toBe(guest);
  await settle();
  expect(warm.residentBytes).toBe(0);
});

test('together they stay within the bound: what was used longest ago goes', async () => {
  for (const key of ['a', 'b', 'c']) {
    warm.keep(key, starter(40));
    await vi.advanceTimersByTimeAsync(10);
  }
  expect(warm.residentBytes).toBe(80);
  expect(started.map(({ disposed }) => disposed)).toEqual([1, 0, 0]);
  warm.keep('huge', starter(101));
  await settle();
  expect(warm.residentBytes).toBeLessThanOrEqual(100);
  expect(started[3]?.disposed).toBe(1);
});

test('an unused language gives its guest back', async () => {
  warm.keep('a', starter());
  await vi.advanceTimersByTimeAsync(IDLE_MS / 2);
  warm.keep('b', starter());
  await vi.advanceTimersByTimeAsync(IDLE_MS * 0.8);
  expect(started.map(({ disposed }) => disposed)).toEqual([1, 0]);
});

test('one that dies while it waits is not given', async () => {
  warm.keep('a', starter());
  await settle();
  started[0]?.end();
  await settle();
  expect(warm.take('a', starter())).toBeNull();
});

test('a start that fails is tried again by the next run only', async () => {
  let tries = 0;
  const fail = async () => {
    tries += 1;
    throw new Error('no');
  };
  warm.keep('a', fail);
  await vi.advanceTimersByTimeAsync(5000);
  expect(tries).toBe(1);
  expect(warm.take('a', fail)).toBeNull();
});

test('disposal takes those too that are being loaded', async () => {
  let finish: (waiting: WaitingGuest) => void = () => {};
  warm.keep('a', () => new Promise((resolve) => (finish = resolve)));
  const disposed = warm[Symbol.asyncDispose]();
  const guest = new FakeGuest();
  finish({ guest: guest as unknown as GuestProcess, residentBytes: 10 });
  await disposed;
  expect(guest.disposed).toBe(1);
});

test('with no memory to hold them, none is kept', async () => {
  const none = new WarmGuests({ memoryBytes: 0, idleMs: IDLE_MS });
  none.keep('a', starter());
  await settle();
  expect(none.take('a', starter())).toBeNull();
  expect(started).toHaveLength(0);
  await none[Symbol.asyncDispose]();
});
