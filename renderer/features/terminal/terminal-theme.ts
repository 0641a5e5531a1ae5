/** The terminal's colours and font, read from the custom properties that colour the window. */
import type { ITheme } from '@xterm/xterm';

/** Where no size is set. */
const USUAL_FONT_PIXELS = 13;

const ansiNames = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'brightBlack',
  'brightRed',
  'brightGreen',
  'brightYellow',
  'brightBlue',
  'brightMagenta',
  'brightCyan',
  'brightWhite',
] as const satisfies ReadonlyArray<keyof ITheme>;

const properties: ReadonlyArray<readonly [keyof ITheme, string]> = [
  ['background', '--output-background'],
  ['foreground', '--output-text'],
  ['cursor', '--accent'],
  ['cursorAccent', '--output-background'],
  ['selectionBackground', '--selection'],
  ['selectionInactiveBackground', '--selection-faint'],
  ['scrollbarSliderBackground', '--scrollbar'],
  ['scrollbarSliderHoverBackground', '--scrollbar-hover'],
  ['scrollbarSliderActiveBackground', '--scrollbar-hover'],
];

/** What is in force on the element now. */
export function readTerminalTheme(element: Element): ITheme {
  const style = getComputedStyle(element);
  const read = (property: string): string => style.getPropertyValue(property).trim();
  return Object.fromEntries([
    ...properties.map(([key, property]) => [key, read(property)]),
    ...ansiNames.map((key, index) => [key, read(`--ansi-${index}`)]),
  ]);
}

/** The font of the code, which is the terminal's too. */
export function readTerminalFont(element: Element): { fontFamily: string; fontSize: number } {
  const style = getComputedStyle(element);
  const fontSize = Number.parseFloat(style.getPropertyValue('--code-size'));
  return {
    fontFamily: style.getPropertyValue('--code-font').trim(),
    fontSize: Number.isFinite(fontSize) ? fontSize : USUAL_FONT_PIXELS,
  };
}
