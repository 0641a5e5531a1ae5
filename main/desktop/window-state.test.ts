import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { placeWindow, type WindowState, WindowStateStore } from './window-state';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const beside = { x: 1440, y: 0, width: 1920, height: 1080 };
const stateAt = (x: number, y: number, width = 1000, height = 700): WindowState => ({
  version: 1,
  bounds: { x, y, width, height },
  size: 'normal',
});

describe('placeWindow', () => {
  test('opens in the middle of the first display at first', () => {
    expect(placeWindow(null, [laptop, beside])).toEqual(stateAt(80, 52, 1280, 820));
  });

  test('fits a small display', () => {
    expect(placeWindow(null, [{ x: 0, y: 0, width: 800, height: 600 }]).bounds).toEqual({
      x: 0,
      y: 0,
      width: 800,
      height: 600,
    });
  });

  test.each([
    ['on the first display', stateAt(10, 30)],
    ['on the second', stateAt(2000, 100)],
    ['over both', stateAt(1000, 100)],
    ['half off to the right', stateAt(3200, 100)],
    ['half off to the left', stateAt(-800, 100)],
    ['with its foot below the edge', stateAt(10, 800)],
  ])('keeps a window that is %s', (_, kept) => {
    expect(placeWindow(kept, [laptop, beside])).toEqual(kept);
  });

  test.each([
    ['on a display that is gone', stateAt(2000, 100)],
    ['all but off to the left', stateAt(-950, 100)],
    ['with its title bar above the edge', stateAt(10, -300)],
    ['below the edge', stateAt(10, 890)],
  ])('brings back a window that is %s, as large as it was', (_, kept) => {
    expect(placeWindow(kept, [laptop])).toEqual(stateAt(220, 112));
  });

  test('keeps that it was maximised', () => {
    expect(placeWindow({ ...stateAt(9000, 0), size: 'maximised' }, [laptop]).size).toBe('maximised');
  });
});

describe('WindowStateStore', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'runyard-window-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('gives back what was saved', () => {
    new WindowStateStore(folder).save(stateAt(1, 2));
    expect(new WindowStateStore(folder).load()).toEqual(stateAt(1, 2));
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    '{"version":1,"bounds":null,"size":"normal"}',
    '{"version":1,"bounds":{"x":0,"y":0,"width":1,"height":1},"size":"normal"}',
    '{"version":1,"bounds":{"x":0.5,"y":0,"width":800,"height":600},"size":"normal"}',
    '{"version":2,"bounds":{"x":0,"y":0,"width":800,"height":600},"size":"normal"}',
    '{"version":1,"bounds":{"x":0,"y":0,"width":800,"height":600},"size":"huge"}',
  ])('takes %j for none', async (text) => {
    await writeFile(join(folder, 'window.json'), text);
    expect(new WindowStateStore(folder).load()).toBeNull();
  });

  test('lets the window go on when it cannot save', () => {
    new WindowStateStore(join(folder, 'not there')).save(stateAt(1, 2));
    expect(new WindowStateStore(join(folder, 'not there')).load()).toBeNull();
  });
});
