/** The runs of callers who come with one request at a time: what a caller started stays its own in its next request. */
import { Connection } from './connection';

/** Callers who have no run now and are still known, so that a late `stop` of an ended run is no error. */
const REMEMBERED_CALLERS = 1024;

export class CallerConnections {
  /** The one that was asked for last comes last. */
  readonly #connections = new Map<string, Connection>();

  get size(): number {
    return this.#connections.size;
  }

  of(callerId: string): Connection {
    const connection = this.#connections.get(callerId) ?? new Connection(callerId, 'pulled');
    this.#connections.delete(callerId);
    this.#connections.set(callerId, connection);
    if (this.#connections.size > REMEMBERED_CALLERS) this.#forgetIdle(callerId);
    return connection;
  }

  #forgetIdle(but: string): void {
    for (const [callerId, connection] of this.#connections) {
      if (this.#connections.size <= REMEMBERED_CALLERS) return;
      if (callerId !== but && connection.isIdle) this.#connections.delete(callerId);
    }
  }
}
