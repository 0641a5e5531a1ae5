import { describe, expect, test } from 'vitest';
import { Connection, MAX_RUNS_PER_CONNECTION } from './connection';
import { FlowControl } from './flow-control';

const run = { flow: new FlowControl(1), stop: () => {} };

describe('Connection', () => {
  test('finds its own runs only', () => {
    const connection = new Connection('a');
    connection.own('mine', run);
    expect(connection.findRun('mine')).toBe(run);
    expect(() => connection.findRun('other')).toThrow(expect.objectContaining({ code: 'RUN_UNKNOWN' }));
  });

  test('knows a run that has ended, which takes no more input', () => {
    const connection = new Connection('a');
    connection.own('mine', run);
    connection.forget('mine');
    expect(connection.findRun('mine')).toBeNull();
    expect(() => connection.findLiveRun('mine')).toThrow(expect.objectContaining({ code: 'RUN_UNKNOWN' }));
  });

  test('forgets the oldest of many ended runs', () => {
    const connection = new Connection('a');
    for (let number = 0; number < 5000; number += 1) {
      connection.own(`run ${number}`, run);
      connection.forget(`run ${number}`);
    }
    expect(() => connection.findRun('run 0')).toThrow();
    expect(connection.findRun('run 4999')).toBeNull();
  });

  test('refuses one run too many until a place is given back', () => {
    const connection = new Connection('a');
    const places = Array.from({ length: MAX_RUNS_PER_CONNECTION }, () => connection.takePlace());
    expect(() => connection.takePlace()).toThrow(expect.objectContaining({ code: 'QUEUE_FULL' }));
    places[0]?.();
    places[0]?.();
    connection.takePlace();
    expect(() => connection.takePlace()).toThrow(expect.objectContaining({ code: 'QUEUE_FULL' }));
  });
});
