import { describe, expect, it } from 'vitest';
import { RowSlots } from './row-slots';

describe('the slots of rows', () => {
  it('stay with a row for as long as it is shown', () => {
    const slots = new RowSlots();
    expect(slots.assign(['a', 'b', 'c'], true)).toEqual([0, 1, 2]);
    expect(slots.assign(['b', 'c', 'd'], true)).toEqual([1, 2, 0]);
    expect(slots.assign(['pinned', 'c', 'd'], true)).toEqual([1, 2, 0]);
  });

  it('are taken again in their order where every row is another, and none is made', () => {
    const slots = new RowSlots();
    slots.assign(['a', 'b', 'c'], true);
    expect(slots.assign(['x', 'y', 'z'], true)).toEqual([0, 1, 2]);
  });

  it('are new ones where no element may show another row, then and later', () => {
    const slots = new RowSlots();
    slots.assign(['a', 'b'], true);
    expect(slots.assign(['b', 'c'], false)).toEqual([1, 2]);
    expect(slots.assign(['x', 'y', 'z'], true)).toEqual([1, 2, 3]);
  });
});
