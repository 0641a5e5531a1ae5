/** What SGR sequences (ECMA-48 8.3.117) can say of a piece of text. Immutable, so that it can be shared and compared. */

/** A palette index from 0 to 255, `TRUE_COLOR | 0xrrggbb`, or null for the theme's own. */
export type AnsiColor = number | null;

export const TRUE_COLOR = 0x1000000;

export interface AnsiStyle {
  readonly foreground: AnsiColor;
  readonly background: AnsiColor;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  readonly strike: boolean;
}

export const PLAIN_STYLE: AnsiStyle = Object.freeze({
  foreground: null,
  background: null,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
  strike: false,
});

const switches: Record<number, Partial<AnsiStyle>> = {
  0: PLAIN_STYLE,
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  9: { strike: true },
  21: { underline: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  29: { strike: false },
  39: { foreground: null },
  49: { background: null },
};

/** `parameters`: what stands between `ESC [` and `m`. Unknown codes are skipped. */
export function applySgr(style: AnsiStyle, parameters: string): AnsiStyle {
  let next = style;
  const groups = parameters.split(';');
  for (let index = 0; index < groups.length; index++) {
    const parts = groups[index]!.split(':');
    const code = readNumber(parts[0]);
    if (code === 38 || code === 48) {
      const colon = parts.length > 1;
      const rest = colon ? withoutColorSpace(parts) : groups.slice(index + 1);
      const { color, used } = readExtendedColor(rest);
      if (!colon) index += used;
      if (color !== undefined) next = { ...next, [code === 38 ? 'foreground' : 'background']: color };
    } else if (code === 4 && parts[1] === '0') {
      next = { ...next, underline: false };
    } else {
      next = applyCode(next, code);
    }
  }
  return isPlain(next) ? PLAIN_STYLE : next;
}

/** The sequence that brings a plain style to this one. */
export function serializeStyle(style: AnsiStyle): string {
  const codes = ['0'];
  if (style.bold) codes.push('1');
  if (style.dim) codes.push('2');
  if (style.italic) codes.push('3');
  if (style.underline) codes.push('4');
  if (style.inverse) codes.push('7');
  if (style.strike) codes.push('9');
  if (style.foreground !== null) codes.push(serializeColor(38, style.foreground));
  if (style.background !== null) codes.push(serializeColor(48, style.background));
  return `\u001b[${codes.join(';')}m`;
}

function serializeColor(code: number, color: number): string {
  if (color < TRUE_COLOR) return `${code};5;${color}`;
  return `${code};2;${(color >> 16) & 255};${(color >> 8) & 255};${color & 255}`;
}

function applyCode(style: AnsiStyle, code: number): AnsiStyle {
  const change = switches[code];
  if (change) return { ...style, ...change };
  if (code >= 30 && code <= 37) return { ...style, foreground: code - 30 };
  if (code >= 40 && code <= 47) return { ...style, background: code - 40 };
  if (code >= 90 && code <= 97) return { ...style, foreground: code - 90 + 8 };
  if (code >= 100 && code <= 107) return { ...style, background: code - 100 + 8 };
  return style;
}

/** `38:2::r:g:b` names a colour space that `38:2:r:g:b` leaves out. */
function withoutColorSpace(parts: string[]): string[] {
  return parts[1] === '2' && parts.length > 5 ? ['2', ...parts.slice(3)] : parts.slice(1);
}

function readExtendedColor(rest: string[]): { color: AnsiColor | undefined; used: number } {
  const kind = readNumber(rest[0]);
  if (kind === 5) return { color: Math.min(readNumber(rest[1]), 255), used: 2 };
  if (kind !== 2) return { color: undefined, used: 1 };
  const [red, green, blue] = [rest[1], rest[2], rest[3]].map((text) => Math.min(readNumber(text), 255));
  return { color: TRUE_COLOR | (red! << 16) | (green! << 8) | blue!, used: 4 };
}

function readNumber(text: string | undefined): number {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isNaN(value) ? 0 : value;
}

function isPlain(style: AnsiStyle): boolean {
  return (
    style.foreground === null &&
    style.background === null &&
    !(style.bold || style.dim || style.italic || style.underline || style.inverse || style.strike)
  );
}
