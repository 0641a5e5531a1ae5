import { expect, test } from 'vitest';
import { checkOpenRequest, readOpenRequest } from './open-request';

const checkout = { kind: 'checkout', appPath: '/src/runyard', folder: '/home/ada' } as const;

test('finds what is to be opened behind the app and among flags', () => {
  const argv = ['/electron', '--no-sandbox', '/src/runyard', 'a.py', '--inspect', 'runyard://v1/x'];
  expect(readOpenRequest({ ...checkout, argv })).toEqual({ args: ['a.py', 'runyard://v1/x'], folder: '/home/ada' });
  expect(readOpenRequest({ ...checkout, argv: ['/electron', '../../src/runyard', 'b'] }).args).toEqual(['b']);
  expect(readOpenRequest({ ...checkout, argv: ['/electron', '/elsewhere', 'b'] }).args).toEqual([]);
  expect(readOpenRequest({ ...checkout, kind: 'packaged', argv: ['/opt/runyard', '-psn_0', 'c'] }).args).toEqual(['c']);
});

test('takes from another start only what is a request', () => {
  expect(checkOpenRequest({ args: ['a', 7], folder: '/b' })).toEqual({ args: ['a'], folder: '/b' });
  for (const wrong of [null, undefined, 'a', {}, { args: 'a', folder: '/b' }, { args: [] }]) {
    expect(checkOpenRequest(wrong)).toBeNull();
  }
});
