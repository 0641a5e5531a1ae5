/** Every text of every theme stands out from whatever it may stand on: WCAG 2.2, 1.4.3 and 1.4.11, level AA. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const TEXT = 4.5;
const SHAPE = 3;

type Rgb = [red: number, green: number, blue: number];

const surfaces = ['window-background', 'pane-background', 'raised-background', 'field-background', 'hover'];
const code = ['text', 'comment', 'keyword', 'operator', 'string', 'escape', 'number', 'type', 'function'];
const ansi = Array.from({ length: 16 }, (_, index) => `ansi-${index}`);

/** What stands on what. A surface after another is drawn over it. */
const pairs: Array<{ front: string[]; on: string[][]; least: number }> = [
  {
    front: ['text', 'text-dim', 'text-faint', 'accent', 'good', 'bad', 'warning'],
    on: surfaces.map((surface) => [surface]),
    least: TEXT,
  },
  { front: ['text', 'text-dim'], on: [['raised-background', 'selection']], least: TEXT },
  { front: ['on-accent'], on: [['accent-strong'], ['accent-strong-hover']], least: TEXT },
  {
    front: code.map((token) => `code-${token}`),
    on: [
      ['pane-background'],
      ['pane-background', 'code-line'],
      ['pane-background', 'selection'],
      ['pane-background', 'selection-faint'],
    ],
    least: TEXT,
  },
  { front: ['code-line-number'], on: [['pane-background'], ['pane-background', 'code-line']], least: TEXT },
  { front: ansi, on: [['output-background']], least: TEXT },
  { front: ['output-text'], on: [['output-background']], least: TEXT },
  { front: ['stderr-text'], on: [['output-background', 'stderr-tint']], least: TEXT },
  { front: ['stdin-text'], on: [['output-background', 'stdin-tint']], least: TEXT },
  {
    front: ['output-text', 'stderr-text', 'stdin-text'],
    on: [
      ['output-background', 'match'],
      ['output-background', 'match-current'],
      ['output-background', 'selection'],
    ],
    least: TEXT,
  },
  {
    front: ['field-border', 'accent', 'neutral'],
    on: [['pane-background'], ['raised-background'], ['window-background']],
    least: SHAPE,
  },
];

const folder = import.meta.dirname;
const themes = (await readdir(folder)).filter((name) => name.endsWith('.css'));

describe.each(themes)('%s', async (name) => {
  const properties = readProperties(await readFile(join(folder, name), 'utf8'));
  const read = (property: string): string => {
    const value = properties.get(property) ?? '';
    const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
    return other === undefined ? value : read(other);
  };
  it.each(
    pairs.flatMap(({ front, on, least }) =>
      front.flatMap((each) => on.map((layers) => ({ front: each, layers, least }))),
    ),
  )('$front on $layers', ({ front, layers, least }) => {
    const back = layers.reduce<Rgb>((under, layer) => lay(read(layer), under), [0, 0, 0]);
    expect(measureContrast(lay(read(front), back), back)).toBeGreaterThanOrEqual(least);
  });
});

function readProperties(css: string): Map<string, string> {
  return new Map([...css.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!]));
}

/** A colour `#rrggbb` or `#rrggbbaa` over another; parts from 0 to 1. */
function lay(color: string, under: Rgb): Rgb {
  if (!/^#[\da-f]{6}([\da-f]{2})?$/i.test(color)) throw new Error(`not a colour: ${color}`);
  const part = (at: number): number => Number.parseInt(color.slice(at, at + 2), 16) / 255;
  const alpha = color.length > 7 ? part(7) : 1;
  return [1, 3, 5].map((at, index) => part(at) * alpha + under[index]! * (1 - alpha)) as Rgb;
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function measureContrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [measureLuminance(one), measureLuminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function measureLuminance(color: Rgb): number {
  const [red, green, blue] = color.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
