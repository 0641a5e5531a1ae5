import { describe, expect, test } from 'vitest';
import { chooseDoor, type DoorFacts } from './choose-door';

const allWell: DoorFacts = {
  asked: 'best',
  display: 'there',
  electron: { state: 'found', executable: '/electron' },
  chromiumSandbox: { state: 'works' },
};

describe('chooseDoor', () => {
  test('opens the desktop where everything for it is there', () => {
    expect(chooseDoor(allWell)).toEqual({ door: 'desktop', executable: '/electron', flags: [], note: null });
  });

  test('opens the browser without a word when it was asked for', () => {
    expect(chooseDoor({ ...allWell, asked: 'browser' })).toEqual({ door: 'browser', note: null });
  });

  test('gets Electron when it is absent and could be shown', () => {
    const facts: DoorFacts = { ...allWell, electron: { state: 'absent' } };
    expect(chooseDoor(facts)).toEqual({ door: 'undecided', next: 'getElectron' });
    expect(chooseDoor({ ...facts, asked: 'browser' }).door).toBe('browser');
  });

  test('downloads nothing without a display, and says why it is the browser', () => {
    const choice = chooseDoor({ ...allWell, display: 'missing', electron: { state: 'absent' } });
    expect(choice).toEqual({ door: 'browser', note: 'No display here, so Runyard opens in the browser.' });
  });

  test('says why Electron is not there, and how to try again', () => {
    const choice = chooseDoor({ ...allWell, electron: { state: 'unavailable', reason: 'its download failed' } });
    expect(choice).toMatchObject({ door: 'browser', note: expect.stringContaining('(its download failed)') });
    expect(choice).toMatchObject({ note: expect.stringContaining('--retry-electron') });
  });

  test('starts Electron as root without its sandbox, and says so', () => {
    const choice = chooseDoor({ ...allWell, chromiumSandbox: { state: 'root' } });
    expect(choice).toMatchObject({ door: 'desktop', flags: ['--no-sandbox'], note: expect.stringContaining('root') });
  });

  test('never drops the sandbox of an ordinary user: it is the browser then, with the remedy', () => {
    const choice = chooseDoor({ ...allWell, chromiumSandbox: { state: 'forbidden', remedy: 'sudo do this' } });
    expect(choice).toMatchObject({ door: 'browser', note: expect.stringContaining('sudo do this') });
  });
});
