/** The contract as the wire knows it, below what the client makes of it. */
import type { ClientLink } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../contract/contract';
import type { CallOptions } from './client';
import { decodeError } from './decode-error';
import { unlessAborted } from './wait';

export type Rpc = ContractRouterClient<Contract>;

/** How calls reach the engine. */
export interface Link extends ClientLink<Record<never, never>> {
  /** Whether a call after a lost connection makes a new one. */
  readonly reconnects: boolean;
  /** Ends the connection and with it the runs that it started. Idempotent; calls after it throw `CONNECTION_LOST`. */
  close(): void;
}

/** @throws RunyardError and nothing else, but the reason of a signal that aborts */
export async function ask<T>(answer: Promise<T>, { signal }: CallOptions = {}): Promise<T> {
  try {
    return await unlessAborted(answer, signal);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw decodeError(error);
  }
}

/**
 * A stream that ends quietly when the caller's signal aborts.
 * @throws RunyardError and nothing else
 */
export async function* follow<T>(
  open: () => Promise<AsyncIterable<T>>,
  signal?: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  try {
    for await (const item of await open()) yield item;
  } catch (error) {
    if (signal?.aborted) return;
    throw decodeError(error);
  }
}
