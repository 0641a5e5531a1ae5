import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RunQueue } from './run-queue';

const never = new AbortController().signal;
const ignore = () => {};

test('lets in as many as there are places, then in order, telling positions', async () => {
  const queue = new RunQueue(2, 10);
  const first = await queue.enter('interactive', 'a', never, ignore);
  await queue.enter('interactive', 'a', never, ignore);
  const positions: number[] = [];
  const order: string[] = [];
  const third = queue.enter('interactive', 'a', never, ignore).then((place) => {
    order.push('third');
    return place;
  });
  const fourth = queue
    .enter('interactive', 'a', never, (position) => positions.push(position))
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
  const running = await queue.enter('batch', 'a', never, ignore);
  const batch = queue.enter('batch', 'a', never, ignore).then(() => order.push('batch'));
  const person = await queue.enter('interactive', 'a', never, ignore);
  const second = queue.enter('interactive', 'a', never, ignore).then(() => order.push('person'));
  person[Symbol.dispose]();
  await second;
  running[Symbol.dispose]();
  await batch;
  expect(order).toEqual(['person', 'batch']);
});

test('refuses when too many wait, and forgets one that gives up', async () => {
  const queue = new RunQueue(2, 1);
  await queue.enter('interactive', 'a', never, ignore);
  await queue.enter('interactive', 'a', never, ignore);
  const abort = new AbortController();
  const waiting = queue.enter('interactive', 'a', abort.signal, ignore);
  await expect(queue.enter('interactive', 'a', never, ignore)).rejects.toMatchObject({ code: 'QUEUE_FULL' });
  abort.abort(new Error('given up'));
  await expect(waiting).rejects.toThrow('given up');
  const again = queue.enter('interactive', 'a', never, ignore);
  await expect(Promise.race([again, Promise.resolve('waits')])).resolves.toBe('waits');
});

test('a crowd of one client does not keep another waiting', async () => {
  const queue = new RunQueue(2, 100);
  const order: string[] = [];
  const positions = new Map<string, number>();
  const places: Disposable[] = [];
  const ask = (client: string, name: string) =>
    void queue
      .enter('interactive', client, never, (position) => positions.set(name, position))
      .then((place) => {
        order.push(name);
        places.push(place);
      });
  for (let index = 0; index < 6; index += 1) ask('crowd', `crowd ${index}`);
  ask('one', 'one 0');
  ask('one', 'one 1');
  await settle();
  expect(positions.get('one 0')).toBe(1);
  expect(positions.get('one 1')).toBe(2);
  while (places.length > 0) {
    places.shift()?.[Symbol.dispose]();
    await settle();
  }
  expect(order.slice(0, 4)).toEqual(['crowd 0', 'crowd 1', 'one 0', 'crowd 2']);
  expect(order.indexOf('one 1')).toBeLessThan(6);
  expect(order).toHaveLength(8);
});

test('batches of two clients take turns in one place', async () => {
  const queue = new RunQueue(2, 100);
  const order: string[] = [];
  const run = async (client: string) => {
    using _place = await queue.enter('batch', client, never, ignore);
    order.push(client);
    await settle();
  };
  await Promise.all(['a', 'a', 'a', 'b', 'b', 'b'].map(run));
  expect(order).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
});

test('whatever comes and goes: no place is lost, each client keeps its own order, and none starves', async () => {
  const entry = fc.record({
    client: fc.constantFrom('a', 'b', 'c'),
    priority: fc.constantFrom('interactive' as const, 'batch' as const),
    givesUp: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(entry, { maxLength: 40 }),
      fc.integer({ min: 2, max: 4 }),
      async (entries, concurrency) => {
        const queue = new RunQueue(concurrency, 1000);
        const entered: number[] = [];
        let inside = 0;
        await Promise.all(
          entries.map(async ({ client, priority, givesUp }, index) => {
            const abort = new AbortController();
            if (givesUp) void settle().then(() => abort.abort(new Error('given up')));
            try {
              using _place = await queue.enter(priority, client, abort.signal, ignore);
              entered.push(index);
              inside += 1;
              expect(inside).toBeLessThanOrEqual(concurrency);
              await settle();
              inside -= 1;
            } catch (error) {
              expect(error).toMatchObject({ message: 'given up' });
            }
          }),
        );
        const kept = entries.flatMap(({ givesUp }, index) => (givesUp ? [] : [index]));
        expect(kept.every((index) => entered.includes(index))).toBe(true);
        for (const client of ['a', 'b', 'c']) {
          for (const priority of ['interactive', 'batch']) {
            const own = entered.filter(
              (index) => entries[index]?.client === client && entries[index].priority === priority,
            );
            expect(own).toEqual(own.toSorted((a, b) => a - b));
          }
        }
      },
    ),
  );
});

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
