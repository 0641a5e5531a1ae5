import { expect, test } from 'vitest';
import { hasDisplay, readStartFlags } from './start-runyard';

test('keeps its own flags and passes the others on', () => {
  expect(readStartFlags([], '/home')).toEqual({ asked: 'best', retryElectron: false, rest: [], open: [] });
  expect(
    readStartFlags(['--serve', '--port', '8080', '--retry-electron', 'a.py', '/b', 'runyard://v1/x'], '/home'),
  ).toEqual({
    asked: 'browser',
    retryElectron: true,
    rest: ['--port', '8080'],
    open: ['/home/a.py', '/b', 'runyard://v1/x'],
  });
});

test.each([
  ['linux', {}, false],
  ['linux', { DISPLAY: '' }, false],
  ['linux', { DISPLAY: ':0' }, true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
  ['darwin', {}, true],
  ['win32', {}, true],
] as const)('on %s with %o has a display: %s', (platform, environment, expected) => {
  expect(hasDisplay(platform, environment)).toBe(expected);
});
