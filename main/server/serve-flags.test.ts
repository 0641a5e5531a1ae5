import { describe, expect, test } from 'vitest';
import { RunyardError } from '../../contract';
import { findOpener } from './open-browser';
import { readServeFlags } from './serve-flags';

function messageOf(args: string[]): string {
  try {
    readServeFlags(args);
  } catch (error) {
    if (error instanceof RunyardError && error.code === 'CONFIG_INVALID') return `${error.message} ${error.remedy}`;
    throw error;
  }
  return 'accepted';
}

describe('readServeFlags', () => {
  test('leaves to the config what is not said', () => {
    const { values, ...rest } = readServeFlags([]);
    expect(rest).toEqual({ file: undefined, open: true, places: [] });
    expect(Object.values(values).every((value) => value === undefined)).toBe(true);
  });

  test('reads each flag', () => {
    const args = ['--host', '::1', '--port=4000', '--config', 'a.yaml', '--no-open', '/a.py'];
    const { values, ...rest } = readServeFlags([...args, '--allowed-hosts', 'a,b', '--allowed-hosts=c', '--port', '1']);
    expect(rest).toEqual({ file: 'a.yaml', open: false, places: ['/a.py'] });
    expect(values).toMatchObject({ 'server.host': '::1', 'server.port': '1', 'server.allowedHosts': ['a,b', 'c'] });
  });

  test('names the flag that is wrong', () => {
    expect(messageOf(['--prot', '1'])).toContain('--prot');
    expect(messageOf(['--token', 'x'])).toContain('--token');
  });
});

describe('findOpener', () => {
  test('opens a browser only where somebody would see it', () => {
    expect(findOpener('linux', {}, 'http://x')).toBeNull();
    expect(findOpener('linux', { DISPLAY: ':0' }, 'http://x')).toEqual(['xdg-open', 'http://x']);
    expect(findOpener('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'http://x')).toEqual(['xdg-open', 'http://x']);
    expect(findOpener('darwin', {}, 'http://x')).toEqual(['open', 'http://x']);
    expect(findOpener('win32', {}, 'http://x')?.[0]).toBe('cmd');
  });
});
