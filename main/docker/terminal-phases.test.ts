import { expect, test } from 'vitest';
import type { SandboxEvent } from '../sandbox/sandbox-provider';
import { TerminalPhases } from './terminal-phases';

const NONCE = 'n0nce';
const marker = (words: string) => `\x1e${NONCE}:${words}\x1e`;

function read(pieces: Iterable<string>) {
  const told: string[] = [];
  const give = (event: SandboxEvent) => {
    if (event.type === 'output') told.push(Buffer.from(event.bytes).toString());
    else if (event.type === 'phaseEnded') told.push(`<${event.result.phase} ${event.result.exitCode}>`);
    else if (event.type === 'phaseStarted') told.push(`<${event.phase}>`);
  };
  const phases = new TerminalPhases(NONCE, ['compile', 'run'], give, () => told.push('<ready>'));
  for (const piece of pieces) phases.write('stdout', Buffer.from(piece));
  const { done } = phases;
  if (!done) phases.end();
  return { told: told.join(''), done };
}

const whole = `boot noise${marker('start')}compiled${marker('compile:0:1:2:0:0')}run\x1e${marker('run:3:1:2:0:0')}late`;

test('leaves out what comes before the program and after its end, cut anywhere', () => {
  const expected = { told: '<compile><ready>compiled<compile 0><run>run\x1e<run 3>', done: true };
  expect(read([whole])).toEqual(expected);
  expect(read(whole)).toEqual(expected);
});

test('ends with a failed compile phase, and takes no marker that is out of turn', () => {
  const text = `${marker('run:0:1:2:0:0')}${marker('start')}a${marker('run:0:1:2:0:0')}b${marker('compile:1:1:2:0:0')}c`;
  expect(read([text])).toEqual({ told: '<compile><ready>ab<compile 1>', done: true });
});

test('gives what was held back when the stream ends early, and nothing of the boot protocol', () => {
  expect(read([`${marker('start')}a\x1e${NONCE}`])).toEqual({ told: `<compile><ready>a\x1e${NONCE}`, done: false });
  expect(read(['sh: no such file'])).toEqual({ told: '<compile>', done: false });
});
