/** Namespace provider: names that no other run has and that nobody can guess. */
import { randomBytes } from 'node:crypto';

/** 128 bits, so that knowing a run's id is a right to it. */
export function createRunId(): string {
  return randomBytes(16).toString('base64url');
}

/** Says where the engine's words begin in a stream that hostile code writes to as well. */
export function createNonce(): string {
  return randomBytes(16).toString('hex');
}
