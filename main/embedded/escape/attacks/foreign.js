/** Finds objects of another realm. */

const ownObject = Object.prototype;
/** Attacks replace the global. */
const toText = String;
/** More is not looked at; the realm with all its globals has some 2000. */
const LOOK_LIMIT = 20_000;

export function isForeign(value) {
  let last = value;
  for (let next = Object.getPrototypeOf(last); next; next = Object.getPrototypeOf(last)) last = next;
  return last !== ownObject && Object.hasOwn(last, 'hasOwnProperty');
}

/** @returns the way to it, or null */
export function findForeign(root) {
  const seen = new Set();
  const queue = [[root, '']];
  for (const [value, path] of queue) {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value)) continue;
    if (seen.size >= LOOK_LIMIT) break;
    seen.add(value);
    if (isForeign(value)) return path || 'itself';
    queue.push([Object.getPrototypeOf(value), `${path}.__proto__`]);
    for (const key of Reflect.ownKeys(value)) {
      const found = Object.getOwnPropertyDescriptor(value, key);
      if (!found) continue;
      for (const part of ['value', 'get', 'set']) queue.push([found[part], `${path}.${toText(key)}`]);
    }
  }
  return null;
}
