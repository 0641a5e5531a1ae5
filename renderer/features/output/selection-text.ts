/** The text between two places of an output, of which only what is on screen is in the document. */
import { type OutputBuffer, readPlainLine } from './output-buffer';

/** A place in the text: `index` counts UTF-16 units of the line as it is shown. */
export interface TextPlace {
  line: number;
  index: number;
}

export interface TextSelection {
  anchor: TextPlace;
  focus: TextPlace;
}

/** Reads the document's selection where it lies in rows of the list; null elsewhere or when nothing is selected. */
export function readSelection(list: Element): TextSelection | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.anchorNode || !selection.focusNode) return null;
  const anchor = findPlace(list, selection.anchorNode, selection.anchorOffset);
  const focus = findPlace(list, selection.focusNode, selection.focusOffset);
  return anchor && focus ? { anchor, focus } : null;
}

export function readSelectedText(buffer: OutputBuffer, { anchor, focus }: TextSelection): string {
  const isForward = anchor.line < focus.line || (anchor.line === focus.line && anchor.index <= focus.index);
  const [start, end] = isForward ? [anchor, focus] : [focus, anchor];
  const last = buffer.findLine(end.line);
  const tail = last ? readPlainLine(last.block, last.index).slice(0, end.index) : '';
  if (start.line === end.line) return tail.slice(start.index);
  return (buffer.plainText(start.line, end.line - 1) + tail).slice(start.index);
}

function findPlace(list: Element, node: Node, offset: number): TextPlace | null {
  const element = node instanceof Element ? node : node.parentElement;
  const row = element?.closest<HTMLElement>('[data-line]');
  const text = row?.querySelector('.output-text');
  if (!row || !text || !list.contains(row)) return null;
  const range = document.createRange();
  range.setStart(text, 0);
  if (text.contains(node)) range.setEnd(node, offset);
  return { line: Number(row.dataset.line), index: Number(row.dataset.textStart) + range.toString().length };
}
