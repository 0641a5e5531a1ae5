import { expect, test, vi } from 'vitest';
import { EventQueue } from './event-queue';

async function collect<T>(queue: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of queue) items.push(item);
  return items;
}

test('gives items in order and ends', async () => {
  const queue = new EventQueue<number>(10);
  queue.push(1);
  queue.push(2);
  queue.end();
  queue.push(3);
  expect(await collect(queue)).toEqual([1, 2]);
});

test('a producer waits above the bound until the consumer has taken enough', async () => {
  const queue = new EventQueue<string>(10);
  expect(queue.push('a', 10)).toBeUndefined();
  let released = false;
  const room = queue.push('b', 5)?.then(() => {
    released = true;
  });
  const iterator = queue[Symbol.asyncIterator]();
  await Promise.resolve();
  expect(released).toBe(false);
  await iterator.next();
  await room;
  expect(released).toBe(true);
});

test('an error comes after the items before it', async () => {
  const queue = new EventQueue<number>(10);
  queue.push(1);
  queue.fail(new Error('broken'));
  const iterator = queue[Symbol.asyncIterator]();
  expect(await iterator.next()).toEqual({ done: false, value: 1 });
  await expect(iterator.next()).rejects.toThrow('broken');
  expect(await iterator.next()).toEqual({ done: true, value: undefined });
});

test('leaving ends a pending read, frees the producer and tells it once', async () => {
  const onLeave = vi.fn();
  const queue = new EventQueue<number>(1, onLeave);
  const iterator = queue[Symbol.asyncIterator]();
  const pending = iterator.next();
  await iterator.return?.();
  await iterator.return?.();
  expect(await pending).toEqual({ done: true, value: undefined });
  expect(queue.push(1, 5)).toBeUndefined();
  expect(onLeave).toHaveBeenCalledOnce();
});
