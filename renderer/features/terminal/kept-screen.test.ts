import { expect, it } from 'vitest';
import { stoppedClock } from '../output/draw-clock';
import { restoreOutput } from '../output/kept-output';
import { addPrinted, keepScreen, NOTHING_PRINTED } from './kept-screen';

const restore = (...given: Parameters<typeof keepScreen>) =>
  restoreOutput(keepScreen(...given), { clock: stoppedClock });

it('keeps what a terminal showed', () => {
  const printed = addPrinted(NOTHING_PRINTED, '\u001b[2J>>> 6 * 7\r\n42\r\n');
  const back = restore({ text: '>>> 6 * 7\n42\n', beginning: 'whole' }, printed);
  expect(back.plainText()).toBe('>>> 6 * 7\n42\n');
  expect(back.gap.characters).toBe(0);
});

it('says how much has scrolled out of the memory of the terminal', () => {
  const lines = Array.from({ length: 10 }, (_, index) => `line ${index}\n`);
  const printed = lines.reduce(addPrinted, NOTHING_PRINTED);
  const back = restore({ text: lines.slice(7).join(''), beginning: 'cut' }, printed);
  expect(back.plainText()).toBe(`…\n${lines.slice(7).join('')}`);
  expect(back.gap).toEqual({ characters: 7 * 7, lines: 7 });
});
