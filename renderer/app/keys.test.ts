import { describe, expect, it } from 'vitest';
import { resolveKeys } from './keymap';
import { formatKeys, type KeyPress, matchesKeys, readPress } from './keys';

function press(keys: Partial<KeyPress>): KeyPress {
  return { key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...keys };
}

const findId = (...given: Parameters<typeof resolveKeys>) => resolveKeys(...given)?.id ?? null;

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
    expect(findId(press({ key: 'Enter', code: 'Enter', ctrlKey: true }), 'elsewhere', 'other')).toBe('run');
    expect(findId(press({ key: '.', code: 'Period', ctrlKey: true }), 'output', 'other')).toBe('stop');
    expect(findId(press({ key: 'a', code: 'KeyA' }), 'elsewhere', 'other')).toBeNull();
  });

  it('leaves Ctrl+F to the editor unless the output has the focus', () => {
    const find = press({ key: 'f', code: 'KeyF', ctrlKey: true });
    expect(findId(find, 'elsewhere', 'other')).toBeNull();
    expect(findId(find, 'output', 'other')).toBe('findInOutput');
  });

  it('leaves to a program in a terminal what it could read, and keeps what leads out', () => {
    const inTerminal = (keys: Partial<KeyPress>, platform: 'other' | 'mac' = 'other') =>
      findId(press(keys), 'terminal', platform);
    for (const letter of ['w', 'e', 'o', 'k', 't', 's', 'j']) {
      expect(inTerminal({ key: letter, code: `Key${letter.toUpperCase()}`, ctrlKey: true })).toBeNull();
    }
    expect(inTerminal({ key: '3', code: 'Digit3', altKey: true })).toBeNull();
    expect(inTerminal({ key: 'F2', code: 'F2' })).toBeNull();
    expect(inTerminal({ key: 'Enter', code: 'Enter', ctrlKey: true })).toBe('run');
    expect(inTerminal({ key: '.', code: 'Period', ctrlKey: true })).toBe('stop');
    expect(inTerminal({ key: 'C', code: 'KeyC', ctrlKey: true, shiftKey: true })).toBe('copyOutput');
    expect(inTerminal({ key: 'Tab', code: 'Tab', ctrlKey: true })).toBe('nextTab');
    expect(inTerminal({ key: 'F6', code: 'F6' })).toBe('focusNextRegion');
    expect(inTerminal({ key: 'F1', code: 'F1' })).toBe('showKeys');
    expect(inTerminal({ key: 'w', code: 'KeyW', metaKey: true }, 'mac')).toBe('closeTab');
  });

  it('chooses tabs by number', () => {
    expect(findId(press({ key: '3', code: 'Digit3', altKey: true }), 'elsewhere', 'other')).toBe('tab3');
    expect(findId(press({ key: '3', code: 'Digit3' }), 'elsewhere', 'other')).toBeNull();
  });

  it('follows the keys that the person has set', () => {
    const control = press({ key: 'Enter', code: 'Enter', ctrlKey: true });
    const f5 = press({ key: 'F5', code: 'F5' });
    expect(findId(f5, 'elsewhere', 'other', { run: ['F5'] })).toBe('run');
    expect(findId(control, 'elsewhere', 'other', { run: ['F5'] })).toBeNull();
    expect(findId(control, 'elsewhere', 'other', { run: [] })).toBeNull();
    expect(findId(control, 'elsewhere', 'other', { run: ['', 'nonsense+', '+'] })).toBeNull();
  });
});

describe('readPress', () => {
  it('writes what was pressed so that it is found again', () => {
    const cases: Array<[Partial<KeyPress>, string]> = [
      [{ key: 'T', code: 'KeyT', ctrlKey: true, shiftKey: true }, 'Mod+Shift+T'],
      [{ key: 'е', code: 'KeyT', ctrlKey: true }, 'Mod+T'],
      [{ key: '!', code: 'Digit1', altKey: true, shiftKey: true }, 'Alt+Shift+1'],
      [{ key: '+', code: 'BracketRight', ctrlKey: true }, 'Mod+Plus'],
      [{ key: ' ', code: 'Space', ctrlKey: true }, 'Mod+Space'],
      [{ key: '>', code: 'Period', ctrlKey: true, shiftKey: true }, 'Mod+Shift+.'],
      [{ key: 'F5', code: 'F5' }, 'F5'],
      [{ key: 'ArrowUp', code: 'ArrowUp', altKey: true }, 'Alt+ArrowUp'],
    ];
    for (const [pressed, keys] of cases) {
      expect(readPress(press(pressed), 'other')).toEqual({ keys });
      expect(matchesKeys(press(pressed), keys, 'other'), keys).toBe(true);
    }
    expect(readPress(press({ key: 'k', code: 'KeyK', metaKey: true }), 'mac')).toEqual({ keys: 'Mod+K' });
    expect(readPress(press({ key: 'k', code: 'KeyK', ctrlKey: true }), 'mac')).toEqual({ keys: 'Ctrl+K' });
  });

  it('waits for more than modifiers, and leaves what writes alone', () => {
    expect(readPress(press({ key: 'Control', code: 'ControlLeft', ctrlKey: true }), 'other')).toBe('incomplete');
    expect(readPress(press({ key: 'A', code: 'KeyA', shiftKey: true }), 'other')).toBe('plain');
    expect(readPress(press({ key: 'Enter', code: 'Enter' }), 'other')).toBe('plain');
  });
});

it('writes keys as the platform does', () => {
  expect(formatKeys('Mod+Shift+PageUp', 'other')).toBe('Ctrl+Shift+PgUp');
  expect(formatKeys('Mod+Shift+T', 'mac')).toBe('⌘⇧T');
});
