/**
 * What a terminal showed of a run, as it is kept among the earlier runs: the text as a person saw it. The program's own
 * bytes would move a cursor that is not there any more. Pure.
 */
import type { KeptOutput } from '../../../contract';
import { stoppedClock } from '../output/draw-clock';
import { keepOutput } from '../output/kept-output';
import { OutputBuffer } from '../output/output-buffer';
import type { ScreenText } from './terminal-device';

/** What was written to a screen since it was new. */
export interface Printed {
  readonly characters: number;
  readonly lines: number;
}

export const NOTHING_PRINTED: Printed = { characters: 0, lines: 0 };

export function addPrinted({ characters, lines }: Printed, text: string): Printed {
  return { characters: characters + text.length, lines: lines + countLines(text) };
}

/** What has scrolled out of the terminal's memory is a gap at the beginning. */
export function keepScreen({ text, beginning }: ScreenText, printed: Printed): KeptOutput {
  const buffer = new OutputBuffer({ clock: stoppedClock });
  if (beginning === 'cut') {
    buffer.skip({
      characters: Math.max(1, printed.characters - text.length),
      lines: Math.max(0, printed.lines - countLines(text)),
    });
  }
  buffer.append('stdout', text);
  return keepOutput(buffer);
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
