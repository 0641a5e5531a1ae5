/** Where rows lie in a scrolled list. Pure. */

/** Browsers cut elements off at some 33 million pixels; above this height the scroll bar covers several rows a pixel. */
export const TALLEST_LIST_PX = 16_000_000;

export interface ListShape {
  /** Height of all rows and what follows them, in CSS pixels. */
  contentPx: number;
  viewportPx: number;
}

/** Height of the scrolled element. */
export function measureList({ contentPx }: ListShape): number {
  return Math.min(contentPx, TALLEST_LIST_PX);
}

export function furthestTop({ contentPx, viewportPx }: ListShape): number {
  return Math.max(0, contentPx - viewportPx);
}

/** Content pixels above the view for a scroll position, and back. */
export function scrollToContent(shape: ListShape, scrollTop: number): number {
  return Math.min(furthestTop(shape), scrollTop * scaleOf(shape));
}

export function contentToScroll(shape: ListShape, top: number): number {
  return top / scaleOf(shape);
}

export function isScaled(shape: ListShape): boolean {
  return shape.contentPx > TALLEST_LIST_PX;
}

function scaleOf(shape: ListShape): number {
  return isScaled(shape) ? furthestTop(shape) / (TALLEST_LIST_PX - shape.viewportPx) : 1;
}
