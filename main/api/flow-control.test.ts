import { describe, expect, test } from 'vitest';
import { FlowControl } from './flow-control';

const NEVER = new AbortController().signal;

/** Whether the gate lets a waiting producer through by now. */
async function isOpen(flow: FlowControl): Promise<boolean> {
  const passed = flow.untilOpen(NEVER).then(() => true);
  // The macrotask comes after all microtasks, so an open gate has won the race.
  return Promise.race([passed, new Promise<false>((resolve) => setImmediate(() => resolve(false)))]);
}

describe('FlowControl', () => {
  test('is open up to the limit and closed above it', async () => {
    const flow = new FlowControl(10);
    flow.countSent(10);
    expect(await isOpen(flow)).toBe(true);
    flow.countSent(1);
    expect(await isOpen(flow)).toBe(false);
  });

  test('lets a waiting producer go on at the acknowledgement that reaches the limit', async () => {
    const flow = new FlowControl(10);
    flow.countSent(20);
    const passed: string[] = [];
    const waiting = flow.untilOpen(NEVER).then(() => passed.push('through'));
    flow.acknowledge(9);
    expect(await isOpen(flow)).toBe(false);
    expect(passed).toEqual([]);
    flow.acknowledge(1);
    await waiting;
    expect(flow.unacknowledged).toBe(10);
  });

  test('lets a waiting producer go when its call is aborted, and one that was aborted before', async () => {
    const flow = new FlowControl(10);
    flow.countSent(11);
    const call = new AbortController();
    const waiting = flow.untilOpen(call.signal);
    call.abort();
    await waiting;
    await flow.untilOpen(call.signal);
    expect(await isOpen(flow)).toBe(false);
  });

  test('does not count more than was sent', async () => {
    const flow = new FlowControl(10);
    flow.countSent(5);
    flow.acknowledge(1_000_000);
    expect(flow.unacknowledged).toBe(0);
    flow.countSent(11);
    expect(await isOpen(flow)).toBe(false);
  });
});
