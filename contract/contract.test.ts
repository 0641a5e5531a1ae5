import { describe, expect, test } from 'vitest';
import { ErrorCode, ErrorData, MAX_MESSAGE_BYTES, RunEvent, RunRequest, RunyardError, UNACKNOWLEDGED_LIMIT } from '.';
import { contract } from './contract';

const FILES = [{ path: 'main.py', content: '' }];

describe('contract', () => {
  test('gives each procedure every error code, with a remedy', () => {
    for (const room of Object.values(contract)) {
      for (const [name, procedure] of Object.entries(room)) {
        const { errorMap } = procedure['~orpc'];
        expect(Object.keys(errorMap).sort(), name).toEqual([...ErrorCode.options].sort());
      }
    }
    expect(ErrorData.safeParse({ details: {} }).success).toBe(false);
    expect(ErrorData.parse({ remedy: 'Do it.' })).toEqual({ remedy: 'Do it.', details: {} });
  });

  test('leaves the room that flow control needs in a message', () => {
    // JSON writes a character in six bytes at most (\u0000).
    expect(UNACKNOWLEDGED_LIMIT * 6).toBeLessThan(MAX_MESSAGE_BYTES);
  });
});

describe('RunRequest', () => {
  test('has the defaults of the shortest request: no network, empty stdin, a person waits', () => {
    expect(RunRequest.parse({ spec: 'python', files: FILES })).toEqual({
      spec: 'python',
      files: FILES,
      args: [],
      env: {},
      stdin: { text: '' },
      inline: false,
      binary: false,
      network: false,
      priority: 'interactive',
      purpose: 'run',
    });
  });

  test.each([
    ['no file', { spec: 'python', files: [] }],
    ['no language', { spec: '', files: FILES }],
    ['a stdin of no kind', { spec: 'python', files: FILES, stdin: 'later' }],
    ['a limit below its bound', { spec: 'python', files: FILES, limits: { processes: 1 } }],
    ['a limit that is no whole number', { spec: 'python', files: FILES, limits: { runTimeoutMs: 100.5 } }],
    ['a field that it does not know', { spec: 'python', files: FILES, arg: ['x'] }],
    ['a limit that it does not know', { spec: 'python', files: FILES, limits: { memory: 1 } }],
    ['a limit without end', { spec: 'python', files: FILES, limits: { memoryBytes: Number.POSITIVE_INFINITY } }],
  ])('refuses %s', (_what, request) => {
    expect(RunRequest.safeParse(request).success).toBe(false);
  });
});

describe('RunEvent', () => {
  test('drops what it does not know and refuses a type that it does not know', () => {
    const event = { type: 'output', stream: 'stdout', text: 'x', secret: 1 };
    expect(RunEvent.parse(event)).toEqual({ type: 'output', stream: 'stdout', text: 'x' });
    expect(RunEvent.safeParse({ type: 'banner', text: 'x' }).success).toBe(false);
    expect(RunEvent.safeParse({ ...event, stream: 'stdin' }).success).toBe(false);
  });
});

test('RunyardError keeps its cause', () => {
  const cause = new Error('why');
  const error = new RunyardError('INTERNAL', { message: 'What.', remedy: 'Do.', cause });
  expect(error).toMatchObject({ name: 'RunyardError', code: 'INTERNAL', remedy: 'Do.', details: {}, cause });
});
