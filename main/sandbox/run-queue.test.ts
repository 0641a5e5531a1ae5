import { expect, test } from 'vitest';
import { RunQueue } from './run-queue';

const never = new AbortController().signal;
const ignore = () => {};

test('lets in as many as there are places, then in order, telling positions', async () => {
  const queue = new RunQueue(2, 10);
  const first = await queue.enter('interactive', never, ignore);
  await queue.enter('interactive', never, ignore);
  const positions: number[] = [];
  const order: string[] = [];
  const third = queue.enter('interactive', never, ignore).then((place) => {
    order.push('third');
    return place;
  });
  const fourth = queue
    .enter('interactive', never, (position) => positions.push(position))
    .then(() => order.push('fourth'));
  expect(positions).toEqual([2]);
  first[Symbol.dispose]();
  first[Symbol.dispose]();
  (await third)[Symbol.dispose]();
  await fourth;
  expect(order).toEqual(['third', 'fourth']);
  expect(positions).toEqual([2, 1]);
});

test('a batch leaves a place free and waits behind a person', async () => {
  const queue = new RunQueue(2, 10);
  const order: string[] = [];
  const running = await queue.enter('batch', never, ignore);
  const batch = queue.enter('batch', never, ignore).then(() => order.push('batch'));
  const person = await queue.enter('interactive', never, ignore);
  const second = queue.enter('interactive', never, ignore).then(() => order.push('person'));
  person[Symbol.dispose]();
  await second;
  running[Symbol.dispose]();
  await batch;
  expect(order).toEqual(['person', 'batch']);
});

test('refuses when too many wait, and forgets one that gives up', async () => {
  const queue = new RunQueue(2, 1);
  await queue.enter('interactive', never, ignore);
  await queue.enter('interactive', never, ignore);
  const abort = new AbortController();
  const waiting = queue.enter('interactive', abort.signal, ignore);
  await expect(queue.enter('interactive', never, ignore)).rejects.toMatchObject({ code: 'QUEUE_FULL' });
  abort.abort(new Error('given up'));
  await expect(waiting).rejects.toThrow('given up');
  const again = queue.enter('interactive', never, ignore);
  await expect(Promise.race([again, Promise.resolve('waits')])).resolves.toBe('waits');
});
