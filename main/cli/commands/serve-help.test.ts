import { describe, expect, test } from 'vitest';
import { listServeFlags, readServeFlags } from '../../server/serve-flags';
import { choosePalette } from '../terminal';
import { writeServeHelp } from './serve-help';

describe('runyard serve --help', () => {
  test('names every flag that is read, once, and says what it is', () => {
    const help = writeServeHelp(choosePalette({}, {}));
    const shown = [...help.matchAll(/^ {2}--([a-z-]+).* {2}\S/gm)].map(([, name]) => name);
    const flags = listServeFlags();
    expect(shown.toSorted()).toEqual([...flags.map(({ name }) => name), 'help'].toSorted());
    for (const { name, placeholder } of flags) {
      expect(() => readServeFlags(placeholder === null ? [`--${name}`] : [`--${name}`, 'x'])).not.toThrow();
    }
  });
});
