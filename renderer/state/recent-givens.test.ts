import { expect, it } from 'vitest';
import { readRecent, rememberGivens } from './recent-givens';

it('keeps what runs of a language were given, the last one last and each once', () => {
  let recent = rememberGivens({}, 'python', '-a', { A: '1' });
  recent = rememberGivens(recent, 'python', '-b', {});
  recent = rememberGivens(recent, 'python', '-a', { B: '2' });
  recent = rememberGivens(recent, 'bash', '-c', {});
  expect(readRecent(recent, 'python')).toEqual({ args: ['-b', '-a'], env: [{ A: '1' }, { B: '2' }] });
  expect(readRecent(recent, 'bash').args).toEqual(['-c']);
  expect(readRecent(recent, 'lua')).toEqual({ args: [], env: [] });
});

it('stays the same object when there is nothing new, so that nothing is saved', () => {
  const recent = rememberGivens({}, 'python', '-a', { A: '1' });
  expect(rememberGivens(recent, 'python', ' ', {})).toBe(recent);
  expect(rememberGivens(recent, 'python', '-a', { A: '1' })).toBe(recent);
});

it('is bounded', () => {
  let recent = {};
  for (let number = 0; number < 100; number++)
    recent = rememberGivens(recent, 'c', `-${number}`, { N: String(number) });
  const { args, env } = readRecent(recent, 'c');
  expect([args.length, args.at(-1), env.length]).toEqual([30, '-99', 8]);
});
