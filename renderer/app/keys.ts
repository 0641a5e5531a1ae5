/** Key combinations: written as `Mod+Shift+T`, where `Mod` is Ctrl, and Cmd on a Mac. */

export type Platform = 'mac' | 'other';

/** What of a keyboard event tells which keys it was. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const named: Record<string, string> = {
  '.': 'Period',
  ',': 'Comma',
  '/': 'Slash',
  '\\': 'Backslash',
};

/**
 * Compares by the key's place for letters and figures, since Alt and other alphabets change what they write,
 * and for letters by what they write too, since on a Dvorak keyboard T stands elsewhere.
 */
export function matchesKeys(press: KeyPress, keys: string, platform: Platform): boolean {
  const parts = keys.split('+');
  const key = parts.pop()!;
  const wants = (name: string): boolean => parts.includes(name);
  const control = wants('Ctrl') || (wants('Mod') && platform === 'other');
  const meta = wants('Mod') && platform === 'mac';
  if (press.ctrlKey !== control || press.metaKey !== meta) return false;
  if (press.altKey !== wants('Alt') || press.shiftKey !== wants('Shift')) return false;
  return matchesKey(press, key);
}

function matchesKey(press: KeyPress, key: string): boolean {
  if (/^[A-Z]$/.test(key)) {
    const isLatin = /^[a-z]$/i.test(press.key);
    return isLatin ? press.key.toUpperCase() === key : press.code === `Key${key}`;
  }
  if (/^[0-9]$/.test(key)) return press.code === `Digit${key}`;
  if (named[key]) return press.key === key || press.code === named[key];
  return press.key === key;
}

/** As a person of the platform reads it. */
export function formatKeys(keys: string, platform: Platform): string {
  const parts = keys.split('+');
  if (platform === 'other') return parts.map((part) => words[part] ?? part).join('+');
  return parts.map((part) => macSigns[part] ?? words[part] ?? part).join('');
}

const words: Record<string, string> = { Mod: 'Ctrl', PageUp: 'PgUp', PageDown: 'PgDn', Enter: 'Enter' };
const macSigns: Record<string, string> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧', Enter: '↩' };

export function detectPlatform(navigatorPlatform: string): Platform {
  return /^(Mac|iP)/.test(navigatorPlatform) ? 'mac' : 'other';
}
