import { describe, expect, test } from 'vitest';
import { CallerConnections } from './caller-connections';
import { FlowControl } from './flow-control';

const run = { flow: new FlowControl(1), stop: () => {} };

describe('CallerConnections', () => {
  test("gives a caller its own runs from one request to the next, and never another's", () => {
    const callers = new CallerConnections();
    callers.of('ada').own('hers', run);
    expect(callers.of('ada').findRun('hers')).toBe(run);
    const unknown = () => callers.of('ada').findRun('none');
    const foreign = () => callers.of('bob').findRun('hers');
    expect(unknown).toThrow(expect.objectContaining({ code: 'RUN_UNKNOWN' }));
    expect(messageOf(foreign)).toBe(messageOf(unknown));
  });

  test('forgets callers who have no run, and none who has one', () => {
    const callers = new CallerConnections();
    callers.of('ada').takePlace();
    callers.of('ada').own('hers', run);
    for (let number = 0; number < 5000; number += 1) callers.of(`caller ${number}`);
    expect(callers.size).toBeLessThan(1100);
    expect(callers.of('ada').findRun('hers')).toBe(run);
  });
});

function messageOf(work: () => unknown): string {
  try {
    return String(work());
  } catch (error) {
    return String(error);
  }
}
