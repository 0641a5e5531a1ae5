/** Keeps the focus in a list when the row that has it is scrolled away. */
import { type FocusEventHandler, type RefObject, useLayoutEffect, useRef } from 'react';

export function useKeptFocus(list: RefObject<HTMLElement | null>): {
  onFocus: FocusEventHandler;
  onBlur: FocusEventHandler;
} {
  const hasFocus = useRef(false);
  useLayoutEffect(() => {
    if (hasFocus.current && document.activeElement === document.body) list.current?.focus({ preventScroll: true });
  });
  return {
    onFocus: () => {
      hasFocus.current = true;
    },
    // React does not tell it of an element that it takes away.
    onBlur: () => {
      hasFocus.current = false;
    },
  };
}
