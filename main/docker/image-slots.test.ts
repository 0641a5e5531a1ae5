import { describe, expect, it } from 'vitest';
import { ImageSlots } from './image-slots';

describe('ImageSlots', () => {
  it('lets so many in, the others in order, and one that gave up never', async () => {
    const slots = new ImageSlots(2);
    const entered: string[] = [];
    const leave: (() => void)[] = [];
    let waits = 0;
    const enter = (name: string, signal = new AbortController().signal) =>
      slots.use(
        signal,
        () => waits++,
        () => {
          entered.push(name);
          return new Promise<void>((resolve) => leave.push(resolve));
        },
      );
    const giveUp = new AbortController();
    const runs = [enter('a'), enter('b')];
    const refused = enter('c', giveUp.signal);
    runs.push(enter('d'), enter('e'));
    giveUp.abort(new Error('gone'));
    await expect(refused).rejects.toThrow('gone');
    expect([entered, waits]).toEqual([['a', 'b'], 3]);
    leave[0]?.();
    await runs[0];
    expect(entered).toEqual(['a', 'b', 'd']);
    leave[1]?.();
    leave[2]?.();
    await Promise.all([runs[1], runs[2]]);
    expect(entered).toEqual(['a', 'b', 'd', 'e']);
    leave[3]?.();
    await runs[3];
  });
});
