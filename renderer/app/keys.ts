/** Key combinations: written as `Mod+Shift+T`, where `Mod` is Ctrl, and Cmd on a Mac. */

export type Platform = 'mac' | 'other';

/** What of a keyboard event tells which keys it was. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Keys whose sign and place are both theirs, by the sign. */
const named: Record<string, string> = {
  '.': 'Period',
  ',': 'Comma',
  '/': 'Slash',
  '\\': 'Backslash',
};

/** Signs that a combination cannot be written with. */
const spelled: Record<string, string> = { '+': 'Plus', ' ': 'Space' };

const MODIFIERS = ['Mod', 'Ctrl', 'Alt', 'Shift'] as const;
const ONLY_MODIFIERS = /^(?:Control|Shift|Alt|AltGraph|Meta|OS|CapsLock|Dead|Process|Unidentified)$/;
const FUNCTION_KEY = /^F\d{1,2}$/;

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
  return (spelled[press.key] ?? press.key) === key;
}

/**
 * What was pressed, as it is written in the settings; `incomplete` while only modifiers are held, `plain` for a key
 * that must go on writing.
 */
export function readPress(press: KeyPress, platform: Platform): { keys: string } | 'incomplete' | 'plain' {
  if (ONLY_MODIFIERS.test(press.key)) return 'incomplete';
  const hasMod = platform === 'mac' ? press.metaKey : press.ctrlKey;
  const hasControl = platform === 'mac' && press.ctrlKey;
  const key = nameKey(press);
  if (!hasMod && !hasControl && !press.altKey && !FUNCTION_KEY.test(key)) return 'plain';
  const held = { Mod: hasMod, Ctrl: hasControl, Alt: press.altKey, Shift: press.shiftKey };
  return { keys: [...MODIFIERS.filter((name) => held[name]), key].join('+') };
}

function nameKey(press: KeyPress): string {
  if (/^[a-z]$/i.test(press.key)) return press.key.toUpperCase();
  const place = /^(?:Key|Digit)([A-Z0-9])$/.exec(press.code)?.[1];
  if (place !== undefined) return place;
  const sign = Object.keys(named).find((candidate) => named[candidate] === press.code);
  return sign ?? spelled[press.key] ?? press.key;
}

/** Whether two ways of writing are the same keys on this platform: elsewhere than on a Mac, Ctrl is what Mod is. */
export function areSameKeys(one: string, other: string, platform: Platform): boolean {
  return spellKeys(one, platform) === spellKeys(other, platform);
}

function spellKeys(keys: string, platform: Platform): string {
  const parts = keys.split('+');
  const key = parts.pop() ?? '';
  const held = parts.map((part) => (part === 'Ctrl' && platform === 'other' ? 'Mod' : part));
  return [...MODIFIERS.filter((name) => held.includes(name)), key].join('+');
}

/** As a person of the platform reads it. */
export function formatKeys(keys: string, platform: Platform): string {
  const parts = keys.split('+');
  if (platform === 'other') return parts.map((part) => words[part] ?? part).join('+');
  return parts.map((part) => macSigns[part] ?? words[part] ?? part).join('');
}

const words: Record<string, string> = {
  Mod: 'Ctrl',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Plus: '+',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};
const macSigns: Record<string, string> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧', Enter: '↩' };

export function detectPlatform(navigatorPlatform: string): Platform {
  return /^(Mac|iP)/.test(navigatorPlatform) ? 'mac' : 'other';
}
