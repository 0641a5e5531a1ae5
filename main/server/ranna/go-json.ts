/** JSON as ranna's language writes and reads it, so that its clients see every byte as they know it. */

/** Go escapes what HTML or JavaScript would take for its own. */
export function writeGoJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Go finds a field whatever the case of its letters; of two that differ in nothing else the last one holds. */
export function lowerKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key.toLowerCase(), field]));
}
