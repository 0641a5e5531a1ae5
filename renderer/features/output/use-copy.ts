/** Selecting and copying in a list that holds only what is on screen: what is copied comes from the buffer. */
import { type RefObject, useEffect, useState } from 'react';
import type { OutputBuffer } from './output-buffer';
import { readSelectedText, readSelection } from './selection-text';

export interface CopyState {
  selectedAll: boolean;
  /** The line where a selection began: it must stay in the document while the selection lasts. */
  pinnedLine: number | null;
}

export function useCopy(list: RefObject<HTMLElement | null>, buffer: OutputBuffer): CopyState {
  const [state, setState] = useState<CopyState>({ selectedAll: false, pinnedLine: null });

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    let selectedAll = false;
    const change = (next: CopyState): void => {
      selectedAll = next.selectedAll;
      setState((known) =>
        known.selectedAll === next.selectedAll && known.pinnedLine === next.pinnedLine ? known : next,
      );
    };
    const handleKey = (event: KeyboardEvent): void => {
      const isSelectAll = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a';
      if (isSelectAll) {
        event.preventDefault();
        document.getSelection()?.removeAllRanges();
        change({ selectedAll: true, pinnedLine: null });
      } else if (event.key === 'Escape' && selectedAll) change({ selectedAll: false, pinnedLine: null });
    };
    const handleSelection = (): void => {
      const selection = readSelection(element);
      if (selection) change({ selectedAll: false, pinnedLine: selection.anchor.line });
      else change({ selectedAll, pinnedLine: null });
    };
    const handlePress = (): void => change({ selectedAll: false, pinnedLine: null });
    const handleCopy = (event: ClipboardEvent): void => {
      const selection = readSelection(element);
      const isAll = selectedAll && element.contains(document.activeElement);
      if (!isAll && !selection) return;
      event.preventDefault();
      const text = selection ? readSelectedText(buffer, selection) : buffer.plainText();
      event.clipboardData?.setData('text/plain', text);
    };
    element.addEventListener('keydown', handleKey);
    element.addEventListener('mousedown', handlePress);
    // Where nothing is selected in the document, some versions of Chromium send the event to the body.
    document.addEventListener('copy', handleCopy);
    document.addEventListener('selectionchange', handleSelection);
    return () => {
      element.removeEventListener('keydown', handleKey);
      element.removeEventListener('mousedown', handlePress);
      document.removeEventListener('copy', handleCopy);
      document.removeEventListener('selectionchange', handleSelection);
    };
  }, [list, buffer]);

  // Its event comes later than a selection, and a flood draws in between.
  const begun = list.current && readSelection(list.current);
  return begun ? { selectedAll: false, pinnedLine: begun.anchor.line } : state;
}
