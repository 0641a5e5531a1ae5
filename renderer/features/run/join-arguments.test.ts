import fc from 'fast-check';
import { expect, it } from 'vitest';
import { joinArguments } from './join-arguments';
import { splitArguments } from './split-arguments';

it('is read again as it was', () => {
  expect(joinArguments(['a b', '', '$HOME', '--x=1'])).toBe("'a b' '' $HOME --x=1");
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (args) => {
      expect(splitArguments(joinArguments(args))).toEqual({ ok: true, args });
    }),
  );
});
