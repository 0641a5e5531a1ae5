import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from './json-syntax';

describe('a fault in JSON', () => {
  it.each([
    ['{\n "a" 1}', 2, 6, 'colon'],
    ['{"a": }', 1, 7, 'value'],
    ['{"a": 1,\n}', 2, 1, 'name'],
    ['{"a": 1 "b": 2}', 1, 9, 'commaOrEnd'],
    ['{"a": [1, 2}', 1, 12, 'commaOrEnd'],
    ['{"a": 1} x', 1, 10, 'end'],
    ['{"a": 01}', 1, 7, 'value'],
    ['{"a": "line\nbreak"}', 1, 7, 'value'],
    ['// note\n{}', 1, 1, 'value'],
    ['[1]', 1, 1, 'object'],
    ['{', 1, 2, 'name'],
  ])('%j is at %d:%d', (text, line, column, expected) => {
    expect(findJsonFault(text)).toEqual({ line, column, expected });
  });

  it('is found where the engine finds one, and nowhere else', () => {
    const isJson = (text: string): boolean => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const object = fc.dictionary(fc.string(), fc.jsonValue());
    const cut = fc.tuple(object, fc.nat(), fc.constantFrom('', '"', '}', ',', '\\', '1', 'e', '\u0001'));
    fc.assert(
      fc.property(cut, ([value, at, sign]) => {
        const whole = JSON.stringify(value, null, 1);
        const place = at % (whole.length + 1);
        const text = whole.slice(0, place) + sign + whole.slice(place + 1);
        const startsAsObject = text.trimStart().startsWith('{');
        expect(findJsonFault(text) === null, text).toBe(isJson(text) && startsAsObject);
        expect(findJsonFault(whole)).toBeNull();
      }),
    );
  });

  it('is a depth that would fill the stack', () => {
    expect(findJsonFault(`{"a":${'['.repeat(100_000)}`)?.expected).toBe('value');
  });
});
