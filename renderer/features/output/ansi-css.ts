/** An ANSI style as CSS: the first 16 colours are the theme's, the rest are what xterm made of them. */
import type { CSSProperties } from 'react';
import { type AnsiStyle, PLAIN_STYLE, TRUE_COLOR } from './ansi-style';

const cubeLevels = [0, 95, 135, 175, 215, 255];

/** Undefined for plain text. */
export function describeStyle(style: AnsiStyle): CSSProperties | undefined {
  if (style === PLAIN_STYLE) return undefined;
  const foreground = style.foreground === null ? null : describeColor(style.foreground);
  const background = style.background === null ? null : describeColor(style.background);
  const plainFront = style.background === null ? null : contrastTo(style.background);
  const front = style.inverse ? (background ?? 'var(--output-background)') : (foreground ?? plainFront);
  const back = style.inverse ? (foreground ?? 'var(--output-text)') : background;
  const lines = [style.underline ? 'underline' : '', style.strike ? 'line-through' : ''].filter(Boolean).join(' ');
  return {
    ...(front === null ? {} : { color: front }),
    ...(back === null ? {} : { backgroundColor: back }),
    ...(style.bold ? { fontWeight: 700 } : {}),
    ...(style.dim ? { opacity: 0.7 } : {}),
    ...(style.italic ? { fontStyle: 'italic' } : {}),
    ...(lines === '' ? {} : { textDecoration: lines }),
  };
}

type Rgb = readonly [number, number, number];

function describeColor(color: number): string {
  return color < 16 ? `var(--ansi-${color})` : `rgb(${resolveRgb(color).join(' ')})`;
}

/** Text of no colour of its own must be read on any background; the theme's 16 are made to be read on its own. */
function contrastTo(background: number): string {
  if (background < 16) return 'var(--output-background)';
  const [red, green, blue] = resolveRgb(background);
  // Perceived brightness, ITU-R BT.601.
  return red * 0.299 + green * 0.587 + blue * 0.114 > 140 ? '#000000' : '#ffffff';
}

function resolveRgb(color: number): Rgb {
  if (color >= TRUE_COLOR) return [(color >> 16) & 255, (color >> 8) & 255, color & 255];
  if (color >= 232) {
    const level = 8 + (color - 232) * 10;
    return [level, level, level];
  }
  const index = color - 16;
  const level = (digit: number): number => cubeLevels[digit % 6]!;
  return [level(Math.floor(index / 36)), level(Math.floor(index / 6)), level(index)];
}
