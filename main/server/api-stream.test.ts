import { describe, expect, test } from 'vitest';
import { RunyardError } from '../../contract';
import { chooseForm, type FrameOptions, writeFrames } from './api-stream';

const options: FrameOptions = { form: 'events', keepAliveMs: 60_000, stalledMs: 60_000, onStalled: () => {} };

/** Frames of a stream, whose first item has been asked for. */
function write(items: AsyncGenerator<unknown, void, undefined>, more: Partial<FrameOptions> = {}) {
  return writeFrames(items, items.next(), { ...options, ...more });
}

async function* play(...items: unknown[]): AsyncGenerator<unknown, void, undefined> {
  for (const item of items) {
    if (item instanceof Error) throw item;
    yield item;
  }
}

async function collect(frames: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const frame of frames) text += frame;
  return text;
}

const failure = new RunyardError('QUEUE_FULL', { message: 'Too many.', remedy: 'Wait.' });
const refusal = { code: 'QUEUE_FULL', message: 'Too many.', remedy: 'Wait.', details: {} };

describe('the form of a stream', () => {
  test.each([
    [undefined, 'events'],
    ['*/*', 'events'],
    ['text/html, */*;q=0.8', 'events'],
    ['application/json', 'whole'],
    ['Application/JSON; charset=utf-8', 'whole'],
    ['application/x-ndjson', 'lines'],
    ['application/json;q=0.5, application/x-ndjson', 'lines'],
    ['application/json, text/event-stream', 'whole'],
    ['application/json;q=0', 'events'],
    ['application/json;q=nonsense', 'events'],
  ])('for %s is %s', (accept, form) => {
    expect(chooseForm(accept)).toBe(form);
  });
});

describe('writeFrames', () => {
  test('writes events and lines, and how they end', async () => {
    expect(await collect(write(play({ a: 'x\ny' }, 2)))).toBe(
      'event: message\ndata: {"a":"x\\ny"}\n\nevent: message\ndata: 2\n\nevent: done\n\n',
    );
    expect(await collect(write(play({ a: 'x\ny' }, 2), { form: 'lines' }))).toBe('{"a":"x\\ny"}\n2\n');
    expect(await collect(write(play(1, failure)))).toBe(
      `event: message\ndata: 1\n\nevent: error\ndata: ${JSON.stringify(refusal)}\n\n`,
    );
    expect(await collect(write(play(1, failure), { form: 'lines' }))).toBe(
      `1\n${JSON.stringify({ type: 'failed', error: refusal })}\n`,
    );
  });

  test('says at once that it is there, and again while nothing happens', async () => {
    let give = () => {};
    const given = new Promise<void>((resolve) => {
      give = resolve;
    });
    async function* wait() {
      await given;
      yield 1;
    }
    const frames = write(wait(), { keepAliveMs: 5 });
    for (let time = 0; time < 3; time += 1) expect((await frames.next()).value).toBe(': still here\n\n');
    give();
    expect(await collect(frames)).toMatch(/^(: still here\n\n)*event: message\ndata: 1\n\nevent: done\n\n$/);
  });

  test('takes an item only when the one before was read, and tells of a reader who stopped', async () => {
    let taken = 0;
    let state: 'open' | 'returned' = 'open';
    async function* count() {
      try {
        for (;;) {
          taken += 1;
          yield taken;
        }
      } finally {
        state = 'returned';
      }
    }
    let onStalled = () => {};
    const stalled = new Promise<void>((resolve) => {
      onStalled = resolve;
    });
    const frames = write(count(), { stalledMs: 20, onStalled });
    await frames.next();
    await stalled;
    expect(taken).toBe(1);
    await frames.next();
    expect(taken).toBe(2);
    await frames.return();
    expect(state).toBe('returned');
  });
});
