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
  test('has safe defaults', () => {
    expect(readServeFlags([])).toEqual({ host: '127.0.0.1', port: 0, open: true, places: [] });
  });

  test('reads each flag', () => {
    expect(readServeFlags(['--host', '::1', '--port=4000', '--no-open', '/a.py'])).toEqual({
      host: '::1',
      port: 4000,
      open: false,
      places: ['/a.py'],
    });
  });

  test('names the flag that is wrong', () => {
    expect(messageOf(['--host', '0.0.0.0'])).toContain('--host 0.0.0.0');
    for (const port of ['65536', '-0.5', 'http', '']) expect(messageOf([`--port=${port}`])).toContain('--port');
    expect(messageOf(['--prot', '1'])).toContain('--prot');
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
