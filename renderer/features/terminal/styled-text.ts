/** What a terminal's screen shows, as text with the sequences (SGR) that give it its looks. Pure. */
import type { IBuffer, IBufferCell, IBufferLine } from '@xterm/xterm';
import { type AnsiColor, serializeStyle, TRUE_COLOR } from '../output/ansi-style';

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
  let looks = PLAIN_LOOKS;
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
      if (!hasLooks(cell, looks)) {
        looks = looksOf(cell);
        text += looks.sequence;
      }
      const characters = cell.getChars() || ' ';
      text += characters;
      left -= characters.length;
    }
    if (!goesOn) text += '\n';
  }
  return `${text.replace(/\n+$/, '')}${looks.sequence === PLAIN_LOOKS.sequence ? '' : PLAIN_LOOKS.sequence}\n`;
}

interface Looks {
  readonly foreground: AnsiColor;
  readonly background: AnsiColor;
  /** A bit for each switch. */
  readonly switches: number;
  readonly sequence: string;
}

const PLAIN_LOOKS: Looks = { foreground: null, background: null, switches: 0, sequence: '\u001b[0m' };

/** Asked for each cell of a screen, where it makes nothing new. */
function hasLooks(cell: ScreenCell, { foreground, background, switches }: Looks): boolean {
  if (cell.isAttributeDefault()) return foreground === null && background === null && switches === 0;
  return foregroundOf(cell) === foreground && backgroundOf(cell) === background && switchesOf(cell) === switches;
}

function looksOf(cell: ScreenCell): Looks {
  if (cell.isAttributeDefault()) return PLAIN_LOOKS;
  const [foreground, background, switches] = [foregroundOf(cell), backgroundOf(cell), switchesOf(cell)];
  const sequence = serializeStyle({
    foreground,
    background,
    bold: (switches & 1) !== 0,
    dim: (switches & 2) !== 0,
    italic: (switches & 4) !== 0,
    underline: (switches & 8) !== 0,
    inverse: (switches & 16) !== 0,
    strike: (switches & 32) !== 0,
  });
  return { foreground, background, switches, sequence };
}

function foregroundOf(cell: ScreenCell): AnsiColor {
  if (cell.isFgDefault()) return null;
  return cell.isFgRGB() ? TRUE_COLOR | cell.getFgColor() : cell.getFgColor();
}

function backgroundOf(cell: ScreenCell): AnsiColor {
  if (cell.isBgDefault()) return null;
  return cell.isBgRGB() ? TRUE_COLOR | cell.getBgColor() : cell.getBgColor();
}

/** Each of them is a bit somewhere, or 0. */
function switchesOf(cell: ScreenCell): number {
  return (
    (cell.isBold() && 1) |
    (cell.isDim() && 2) |
    (cell.isItalic() && 4) |
    (cell.isUnderline() && 8) |
    (cell.isInverse() && 16) |
    (cell.isStrikethrough() && 32)
  );
}
