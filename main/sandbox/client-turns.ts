/** Whose turn it is among the clients of a queue. */
import type { RunRequest } from '../../contract';

interface Turn {
  running: number;
  /** When it was let in last, counted in entries. */
  entered: number;
}

export class ClientTurns {
  readonly #turns = new Map<string, Turn>();
  #entries = 0;

  begin(client: string): void {
    this.#entries += 1;
    this.#turns.set(client, { running: (this.#turns.get(client)?.running ?? 0) + 1, entered: this.#entries });
  }

  end(client: string): void {
    const turn = this.#turns.get(client);
    if (turn) turn.running -= 1;
  }

  /** Clients that neither run nor wait are of no more interest. */
  forgetOthers(waiting: readonly { client: string }[]): void {
    const clients = new Set(waiting.map(({ client }) => client));
    for (const [client, { running }] of this.#turns) {
      if (running === 0 && !clients.has(client)) this.#turns.delete(client);
    }
  }

  /** The order in which they would be let in if no run ended meanwhile; `waiting` is in the order of coming. */
  order<W extends { client: string; priority: RunRequest['priority'] }>(waiting: readonly W[]): W[] {
    const turns = new Map<string, Turn>();
    for (const { client } of waiting) turns.set(client, { ...(this.#turns.get(client) ?? { running: 0, entered: 0 }) });
    const ordered: W[] = [];
    let entries = this.#entries;
    for (const priority of ['interactive', 'batch'] as const) {
      const queues = new Map<string, W[]>();
      for (const waiter of waiting) {
        if (waiter.priority !== priority) continue;
        const queue = queues.get(waiter.client);
        if (queue) queue.push(waiter);
        else queues.set(waiter.client, [waiter]);
      }
      while (queues.size > 0) {
        const client = findNext([...queues.keys()], turns);
        const queue = queues.get(client) ?? [];
        const waiter = queue.shift();
        if (queue.length === 0) queues.delete(client);
        if (!waiter) continue;
        ordered.push(waiter);
        entries += 1;
        turns.set(client, { running: (turns.get(client)?.running ?? 0) + 1, entered: entries });
      }
    }
    return ordered;
  }
}

/** Of those that are alike the first. */
function findNext(clients: readonly string[], turns: ReadonlyMap<string, Turn>): string {
  const turnOf = (client: string): Turn => turns.get(client) ?? { running: 0, entered: 0 };
  return clients.reduce((best, client) => {
    const [a, b] = [turnOf(best), turnOf(client)];
    return b.running < a.running || (b.running === a.running && b.entered < a.entered) ? client : best;
  }, clients[0] ?? '');
}
