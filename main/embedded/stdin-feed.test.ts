import { expect, test } from 'vitest';
import { StdinFeed } from './stdin-feed';
import { FRAME_LIMIT_BYTES, ToGuest } from './wire';

function open() {
  const sent: Array<string | null> = [];
  const feed = new StdinFeed(async (type, payload) => {
    sent.push(type === ToGuest.stdin ? Buffer.from(payload ?? []).toString() : null);
  });
  return { feed, sent };
}

test('one frame answers each question, with all that there is, and then the end', async () => {
  const { feed, sent } = open();
  await feed.write(Buffer.from('one'));
  await feed.write(Buffer.from('two'));
  feed.close();
  expect(sent).toEqual([]);
  for (let i = 0; i < 3; i++) expect(feed.ask()).toBe(false);
  expect(sent).toEqual(['onetwo', null, null]);
});

test('who asks before there is anything waits, and gets what comes first', async () => {
  const { feed, sent } = open();
  expect(feed.ask()).toBe(true);
  await feed.write(Buffer.from('late'));
  await feed.write(Buffer.from('later'));
  expect(sent).toEqual(['late']);
});

test('many small pieces fill frames, in order, and none is lost', async () => {
  const { feed, sent } = open();
  const pieces = Array.from({ length: 12_000 }, (_, index) => `${index}`.padStart(100, '.'));
  const written = pieces.map((piece) => feed.write(Buffer.from(piece)));
  feed.close();
  while (sent.at(-1) !== null) feed.ask();
  expect(sent.slice(0, -1).join('')).toBe(pieces.join(''));
  expect(sent.length).toBe(Math.ceil((pieces.length * 100) / (FRAME_LIMIT_BYTES - (FRAME_LIMIT_BYTES % 100))) + 1);
  await Promise.all(written);
});

test('much input is taken as the guest takes it, and let go when the guest is gone', async () => {
  const { feed, sent } = open();
  let state = 'waiting';
  const written = feed.write(new Uint8Array(3 * 1024 * 1024)).then(() => {
    state = 'taken';
  });
  feed.ask();
  await Promise.resolve();
  expect({ state, frames: sent.length }).toEqual({ state: 'waiting', frames: 1 });
  feed.cut();
  await written;
  expect(feed.ask()).toBe(false);
  expect(sent.at(-1)).toBeNull();
});

test('nothing is taken once it is closed', async () => {
  const { feed, sent } = open();
  feed.close();
  await feed.write(Buffer.from('late'));
  feed.ask();
  expect(sent).toEqual([null]);
});
