/** What a terminal's screen shows, as text with the sequences (SGR) that give it its looks. Pure. */
import type { IBuffer, IBufferCell, IBufferLine } from '@xterm/xterm';
import { type AnsiColor, type AnsiStyle, PLAIN_STYLE, serializeStyle, TRUE_COLOR } from '../output/ansi-style';

const PLAIN_SEQUENCE = '\u001b[0m';

export type ScreenCell = Pick<
  IBufferCell,
  | 'getChars'
  | 'getWidth'
  | 'getFgColor'
  | 'isFgDefault'
  | 'isFgRGB'
  | 'getBgColor'
  | 'isBgDefault'
  | 'isBgRGB'
  | 'isBold'
  | 'isDim'
  | 'isItalic'
  | 'isUnderline'
  | 'isInverse'
  | 'isStrikethrough'
  | 'isAttributeDefault'
>;

export type ScreenLine = Pick<IBufferLine, 'length' | 'isWrapped' | 'translateToString'> & {
  getCell(x: number, cell?: IBufferCell): ScreenCell | undefined;
};

export type Screen = Pick<IBuffer, 'length' | 'getNullCell'> & { getLine(y: number): ScreenLine | undefined };

/** Lines are cut where the program cut them; what is empty at the end is left out. */
export function readStyledText(screen: Screen): string {
  const spare = screen.getNullCell();
  let text = '';
  let sequence = PLAIN_SEQUENCE;
  let next = screen.getLine(0);
  for (let y = 0; y < screen.length; y++) {
    const line = next;
    next = screen.getLine(y + 1);
    // A line that goes on below is cut by the screen.
    const goesOn = next?.isWrapped ?? false;
    let left = line?.translateToString(!goesOn).length ?? 0;
    for (let x = 0; line && x < line.length && left > 0; x++) {
      const cell = line.getCell(x, spare);
      // The second half of a wide character.
      if (!cell || cell.getWidth() === 0) continue;
      const wanted = cell.isAttributeDefault() ? PLAIN_SEQUENCE : serializeStyle(styleOf(cell));
      if (wanted !== sequence) text += wanted;
      sequence = wanted;
      const characters = cell.getChars() || ' ';
      text += characters;
      left -= characters.length;
    }
    if (!goesOn) text += '\n';
  }
  return `${text.replace(/\n+$/, '')}${sequence === PLAIN_SEQUENCE ? '' : PLAIN_SEQUENCE}\n`;
}

function styleOf(cell: ScreenCell): AnsiStyle {
  return {
    ...PLAIN_STYLE,
    foreground: colorOf(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()),
    background: colorOf(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()),
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
    inverse: cell.isInverse() !== 0,
    strike: cell.isStrikethrough() !== 0,
  };
}

function colorOf(isDefault: boolean, isTrueColor: boolean, color: number): AnsiColor {
  if (isDefault) return null;
  return isTrueColor ? TRUE_COLOR | color : color;
}
