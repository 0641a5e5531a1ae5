/** Turns what shows that something goes on. */
import { type RefObject, useEffect, useRef } from 'react';
import { everyTick, type TickClock } from './every-tick';

const TURN_DEGREES = 40;
const STILL = '(prefers-reduced-motion: reduce)';

/**
 * For an element that is to turn. By a timer and not by CSS: as long as one of its animations runs, in however few
 * steps, the window draws sixty frames a second, and a key that is typed waits for the next of them.
 */
export function useTurning<E extends HTMLElement | SVGElement>(
  clock: TickClock,
  isTurning = true,
): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => {
    if (!isTurning || matchMedia(STILL).matches) return;
    const stop = everyTick(clock, (tick) => {
      if (element.current) element.current.style.rotate = `${(tick * TURN_DEGREES) % 360}deg`;
    });
    return () => {
      stop();
      element.current?.style.removeProperty('rotate');
    };
  }, [clock, isTurning]);
  return element;
}
