import { describe, expect, it } from 'vitest';
import { commands } from './commands';
import { resolveKeys } from './keymap';
import { formatKeys, type KeyPress, matchesKeys } from './keys';

function press(keys: Partial<KeyPress>): KeyPress {
  return { key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...keys };
}

function findRun(id: string) {
  return commands.find((command) => command.id === id)?.run;
}

describe('matchesKeys', () => {
  it('takes Mod as Ctrl, and as Cmd on a Mac', () => {
    const control = press({ key: 'Enter', code: 'Enter', ctrlKey: true });
    const command = press({ key: 'Enter', code: 'Enter', metaKey: true });
    expect(matchesKeys(control, 'Mod+Enter', 'other')).toBe(true);
    expect(matchesKeys(control, 'Mod+Enter', 'mac')).toBe(false);
    expect(matchesKeys(command, 'Mod+Enter', 'mac')).toBe(true);
    expect(matchesKeys(press({ key: 'Tab', code: 'Tab', ctrlKey: true }), 'Ctrl+Tab', 'mac')).toBe(true);
  });

  it('asks for exactly the modifiers', () => {
    const keys = press({ key: 'T', code: 'KeyT', ctrlKey: true, shiftKey: true });
    expect(matchesKeys(keys, 'Mod+Shift+T', 'other')).toBe(true);
    expect(matchesKeys(keys, 'Mod+T', 'other')).toBe(false);
  });

  it('knows letters by what they write, and by their place where that is not Latin', () => {
    const dvorak = press({ key: 't', code: 'KeyK', ctrlKey: true });
    expect(matchesKeys(dvorak, 'Mod+T', 'other')).toBe(true);
    expect(matchesKeys(dvorak, 'Mod+K', 'other')).toBe(false);
    const russian = press({ key: 'е', code: 'KeyT', ctrlKey: true });
    expect(matchesKeys(russian, 'Mod+T', 'other')).toBe(true);
    const macAlt = press({ key: '†', code: 'KeyT', altKey: true });
    expect(matchesKeys(macAlt, 'Alt+T', 'mac')).toBe(true);
  });
});

describe('resolveKeys', () => {
  it('finds the command', () => {
    const run = resolveKeys(press({ key: 'Enter', code: 'Enter', ctrlKey: true }), 'elsewhere', 'other');
    expect(run).toBe(findRun('run'));
    expect(resolveKeys(press({ key: '.', code: 'Period', ctrlKey: true }), 'output', 'other')).toBe(findRun('stop'));
    expect(resolveKeys(press({ key: 'a', code: 'KeyA' }), 'elsewhere', 'other')).toBeNull();
  });

  it('leaves Ctrl+F to the editor unless the output has the focus', () => {
    const find = press({ key: 'f', code: 'KeyF', ctrlKey: true });
    expect(resolveKeys(find, 'elsewhere', 'other')).toBeNull();
    expect(resolveKeys(find, 'output', 'other')).toBe(findRun('findInOutput'));
  });

  it('chooses tabs by number', () => {
    expect(resolveKeys(press({ key: '3', code: 'Digit3', altKey: true }), 'elsewhere', 'other')).not.toBeNull();
    expect(resolveKeys(press({ key: '3', code: 'Digit3' }), 'elsewhere', 'other')).toBeNull();
  });

  it('gives no key to two commands', () => {
    const keys = commands.flatMap((command) => command.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

it('writes keys as the platform does', () => {
  expect(formatKeys('Mod+Shift+PageUp', 'other')).toBe('Ctrl+Shift+PgUp');
  expect(formatKeys('Mod+Shift+T', 'mac')).toBe('⌘⇧T');
});
