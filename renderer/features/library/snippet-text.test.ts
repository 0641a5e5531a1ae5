import { expect, it } from 'vitest';
import { escapeSnippet } from './snippet-text';

it('leaves nothing of a code that would be a place to fill in', () => {
  expect(escapeSnippet(`echo "\${name}" $1 \\n`)).toBe(`echo "\\\${name\\}" \\$1 \\\\n`);
});
