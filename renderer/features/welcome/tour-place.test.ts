import { expect, it } from 'vitest';
import { placeCard } from './tour-place';

const window = { width: 1000, height: 600 };

it('stands below what is high and above what is low, in the middle of it', () => {
  const high = placeCard({ left: 400, top: 40, width: 60, height: 28 }, 300, window);
  expect(high).toEqual({ left: 280, side: 'below', offset: 80, arrowLeft: 150 });
  const low = placeCard({ left: 400, top: 576, width: 60, height: 24 }, 300, window);
  expect(low).toEqual({ left: 280, side: 'above', offset: 36, arrowLeft: 150 });
});

it('stays in the window, and its arrow at what it points at', () => {
  expect(placeCard({ left: 0, top: 0, width: 40, height: 20 }, 300, window)).toMatchObject({ left: 8, arrowLeft: 16 });
  expect(placeCard({ left: 940, top: 0, width: 40, height: 20 }, 300, window)).toMatchObject({
    left: 692,
    arrowLeft: 268,
  });
});
