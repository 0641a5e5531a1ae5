import { expect, test } from 'vitest';
import { createRunId, readReplica } from './namespace';

test('a run id names its replica and stays unguessable', () => {
  expect(readReplica(createRunId('yard_server.2.x-1'))).toBe('yard_server.2.x-1');
  expect(createRunId('a').slice('a.'.length)).toMatch(/^[\w-]{22}$/);
  expect(readReplica(createRunId())).toBe('');
});
