import { expect, it } from 'vitest';
import { defaultSettings } from '../../contract';
import { describeCodeFont } from './appearance';
import { chooseTheme } from './theme';

const system = (...asks: string[]) => ({
  dark: { matches: asks.includes('dark') },
  contrast: { matches: asks.includes('contrast') },
  forced: { matches: asks.includes('forced') },
});

it('follows the system only where that is the choice', () => {
  expect(chooseTheme('system', system())).toBe('light');
  expect(chooseTheme('system', system('dark'))).toBe('dark');
  expect(chooseTheme('system', system('dark', 'contrast'))).toBe('contrast');
  expect(chooseTheme('system', system('forced'))).toBe('contrast');
  expect(chooseTheme('light', system('dark', 'contrast'))).toBe('light');
});

it('puts a font of the person before the bundled ones, and nothing that could end the property', () => {
  const { family, lineHeightPx } = describeCodeFont({
    ...defaultSettings.editor,
    fontFamily: 'Fira Code, "Iosevka"; } monospace,monospace,',
    fontSize: 13,
  });
  expect(family).toMatch(/^"Fira Code", "Iosevka {2}monospace", monospace, "JetBrains Mono Variable", /);
  expect(lineHeightPx).toBe(20);
});
