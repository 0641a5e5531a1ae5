import { expect, test } from 'vitest';
import { matchWithin } from './timed-match';

/** How ranna's own spec file finds Go's imports. */
const GO_IMPORTS = '^import "[\\w/]+"$|^import \\((\\n?\\t?(\\s+)?"[\\w/]+";?)+\\n?\\)$';

test('a match is that of the language', () => {
  const text = 'import "fmt"\nimport (\n\t"os"\n\t"io"\n)\n// "`$\u2028}\\\n';
  const found = [...text.matchAll(new RegExp(GO_IMPORTS, 'gm'))].map(({ 0: match, index }) => ({ index, text: match }));
  expect(found).toHaveLength(2);
  expect(matchWithin(GO_IMPORTS, 'gm', text, 5_000)).toEqual(found);
});

test('a match that would take years is given up', () => {
  expect(matchWithin(GO_IMPORTS, 'gm', `import (${'\n\t"a"'.repeat(60)}`, 50)).toBeNull();
});

test('a pattern that is none is thrown', () => {
  expect(() => matchWithin('(', 'g', 'x', 50)).toThrow(SyntaxError);
});
