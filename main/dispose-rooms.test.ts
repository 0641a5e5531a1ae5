import { expect, test } from 'vitest';
import { disposeRooms } from './dispose-rooms';

test('ends every room in order, whichever of them fail, and says what failed', async () => {
  const ended: string[] = [];
  const room = (name: string, failure?: Error): AsyncDisposable => ({
    async [Symbol.asyncDispose]() {
      ended.push(name);
      if (failure) throw failure;
    },
  });
  const [first, second] = [new Error('first'), new Error('second')];
  await disposeRooms([room('a'), room('b')]);
  await expect(disposeRooms([room('c', first), room('d')])).rejects.toBe(first);
  await expect(disposeRooms([room('e', first), [room('f', second), room('g')], room('h')])).rejects.toMatchObject({
    errors: [first, second],
  });
  expect(ended).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
});
