/** Where a card of the tour stands: beside what it points at, and wholly in the window. Pure. */

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface TourPlace {
  left: number;
  /** From the window's top, or from its bottom for a card above its anchor. */
  side: 'below' | 'above';
  offset: number;
  /** Of the arrow, from the card's left. */
  arrowLeft: number;
}

/** Pixels between the card and its anchor, and between the card and the window's edge. */
const GAP = 12;
const MARGIN = 8;
const ARROW_MARGIN = 16;

export function placeCard(anchor: Box, cardWidth: number, window: { width: number; height: number }): TourPlace {
  const middle = anchor.left + anchor.width / 2;
  const left = Math.max(MARGIN, Math.min(middle - cardWidth / 2, window.width - cardWidth - MARGIN));
  const arrowLeft = Math.max(ARROW_MARGIN, Math.min(middle - left, cardWidth - ARROW_MARGIN));
  const isHigh = anchor.top + anchor.height / 2 < window.height / 2;
  return isHigh
    ? { left, side: 'below', offset: anchor.top + anchor.height + GAP, arrowLeft }
    : { left, side: 'above', offset: window.height - anchor.top + GAP, arrowLeft };
}
