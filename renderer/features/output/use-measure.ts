/** Sizes that the layout needs, kept up to date. */
import { type RefObject, useLayoutEffect, useState } from 'react';

export interface Size {
  width: number;
  height: number;
}

/** Inner size of an element. */
export function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    const measure = (): void => {
      const next = { width: target.clientWidth, height: target.clientHeight };
      setSize((known) => (known.width === next.width && known.height === next.height ? known : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

/** Size of one character in an element that holds `PROBE_CHARACTERS`; measured anew when the font has come. */
export const PROBE_CHARACTERS = 100;

export function useCellSize(probe: RefObject<HTMLElement | null>): Size {
  const [cell, setCell] = useState<Size>({ width: 8, height: 20 });
  useLayoutEffect(() => {
    const target = probe.current;
    if (!target) return;
    let isCurrent = true;
    const measure = (): void => {
      if (!isCurrent) return;
      const box = target.getBoundingClientRect();
      if (box.width > 0) setCell({ width: box.width / PROBE_CHARACTERS, height: Math.round(box.height) });
    };
    measure();
    document.fonts?.ready.then(measure);
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => {
      isCurrent = false;
      observer.disconnect();
    };
  }, [probe]);
  return cell;
}
