import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { NoTerminalError, untilTerminalIsReady } from './terminal-script';

test('waits for the word of the first stage, in whatever pieces it comes', async () => {
  const socket = new PassThrough();
  const ready = untilTerminalIsReady(socket);
  for (const piece of ['\x1ere', 'ad', 'y\x1e']) {
    socket.write(piece);
    await new Promise(setImmediate);
  }
  await ready;
  const rest: string[] = [];
  socket.end('later');
  for await (const chunk of socket) rest.push(String(chunk));
  expect(rest).toEqual(['later']);
});

test('an image that ends before it is ready has no terminal', async () => {
  const socket = new PassThrough();
  const ready = untilTerminalIsReady(socket);
  socket.end('/bin/sh: 1: stty: not found');
  await expect(ready).rejects.toBeInstanceOf(NoTerminalError);
  socket.destroy();
  await expect(untilTerminalIsReady(socket)).rejects.toBeInstanceOf(NoTerminalError);
});
