/** Test double of the earlier runs: keeps what it is given, in memory. */
import type { EarlierRun } from '../../contract';
import type { EarlierRunRoom } from './engine';

export class FakeEarlierRuns implements EarlierRunRoom {
  readonly #runs: EarlierRun[] = [];

  async keep(run: EarlierRun): Promise<void> {
    this.#runs.unshift(run);
  }

  async list(tabId: string): Promise<EarlierRun[]> {
    return this.#runs.filter((run) => run.tabId === tabId);
  }
}
