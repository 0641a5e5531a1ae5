/** Comparison as `assert.deepEqual` and `util.isDeepStrictEqual` make it. */

type Pairs = Map<object, object>;

export function isDeepEqual(a: unknown, b: unknown, isStrict: boolean, seen: Pairs = new Map()): boolean {
  if (isStrict ? Object.is(a, b) : a === b || (Number.isNaN(a) && Number.isNaN(b))) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    // biome-ignore lint/suspicious/noDoubleEquals: the loose comparison is what is asked for.
    return !isStrict && typeof a !== 'function' && a == b;
  }
  if (seen.get(a) === b) return true;
  seen.set(a, b);
  if (isStrict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  return isSameContent(a, b, isStrict, seen) && haveSameProperties(a, b, isStrict, seen);
}

function isSameContent(a: object, b: object, isStrict: boolean, seen: Pairs): boolean {
  if (a instanceof Date || b instanceof Date)
    return a instanceof Date && b instanceof Date && Object.is(a.getTime(), b.getTime());
  if (a instanceof RegExp || b instanceof RegExp) return String(a) === String(b);
  if (a instanceof Error || b instanceof Error)
    return a instanceof Error && b instanceof Error && a.message === b.message && a.name === b.name;
  if (a instanceof Map || b instanceof Map)
    return a instanceof Map && b instanceof Map && isSameMap(a, b, isStrict, seen);
  if (a instanceof Set || b instanceof Set)
    return a instanceof Set && b instanceof Set && isSameSet(a, b, isStrict, seen);
  for (const kind of [Number, String, Boolean])
    if (a instanceof kind || b instanceof kind)
      return a instanceof kind && b instanceof kind && Object.is(a.valueOf(), b.valueOf());
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length;
  return true;
}

function isSameMap(a: Map<unknown, unknown>, b: Map<unknown, unknown>, isStrict: boolean, seen: Pairs): boolean {
  if (a.size !== b.size) return false;
  const left = [...b];
  return [...a].every(([key, value]) => {
    const at = left.findIndex(
      ([otherKey, other]) => isDeepEqual(key, otherKey, isStrict, seen) && isDeepEqual(value, other, isStrict, seen),
    );
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  });
}

function isSameSet(a: Set<unknown>, b: Set<unknown>, isStrict: boolean, seen: Pairs): boolean {
  if (a.size !== b.size) return false;
  const left = [...b];
  return [...a].every((item) => {
    const at = left.findIndex((other) => isDeepEqual(item, other, isStrict, seen));
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  });
}

function haveSameProperties(a: object, b: object, isStrict: boolean, seen: Pairs): boolean {
  const keys: PropertyKey[] = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  if (isStrict)
    keys.push(...Object.getOwnPropertySymbols(a).filter((key) => Object.prototype.propertyIsEnumerable.call(a, key)));
  const [first, second] = [a, b] as Record<PropertyKey, unknown>[];
  return keys.every((key) => Object.hasOwn(b, key) && isDeepEqual(first?.[key], second?.[key], isStrict, seen));
}
