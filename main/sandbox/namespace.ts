/** Namespace provider: names that no other run has and that nobody can guess. */
import { randomBytes } from 'node:crypto';

/**
 * 128 bits, so that knowing a run's id is a right to it.
 * @param replica of several servers behind one address, the one that has the run; empty for one that is alone
 */
export function createRunId(replica = ''): string {
  const secret = randomBytes(16).toString('base64url');
  return replica === '' ? secret : `${replica}.${secret}`;
}

/** Empty for a run of a server that is alone. */
export function readReplica(runId: string): string {
  return runId.slice(0, Math.max(0, runId.lastIndexOf('.')));
}

/** Says where the engine's words begin in a stream that hostile code writes to as well. */
export function createNonce(): string {
  return randomBytes(16).toString('hex');
}
