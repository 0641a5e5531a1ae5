/** Test double of the specs' room: a list with a problem, which counts. */
import type { LastRun, Spec, SpecList } from '../../contract';
import type { SpecRoom } from './engine';
import { abortOf } from './fake-runs';

export class FakeSpecs implements SpecRoom {
  #version = 0;
  readonly #specs: Spec[];
  readonly #watchers = new Set<() => void>();

  constructor(specs: Spec[] = []) {
    this.#specs = specs;
  }

  list(): SpecList {
    const specs = this.#specs;
    if (this.#version === 0) return { specs, problems: [] };
    return { specs, problems: [{ file: 'a.yaml', line: this.#version, entry: null, message: 'is broken' }] };
  }

  /** Each call changes the list: its one problem moves down a line. */
  async reload(): Promise<void> {
    this.#version += 1;
    for (const wake of this.#watchers) wake();
  }

  async lastRuns(): Promise<LastRun[]> {
    return [{ specId: 'quick', provider: 'fake', at: 1_000 }];
  }

  async *watch(signal: AbortSignal): AsyncGenerator<SpecList, void, undefined> {
    const aborted = abortOf(signal);
    while (!signal.aborted) {
      let wake = () => {};
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      this.#watchers.add(wake);
      try {
        yield this.list();
        await Promise.race([changed, aborted]);
      } finally {
        this.#watchers.delete(wake);
      }
    }
  }
}
