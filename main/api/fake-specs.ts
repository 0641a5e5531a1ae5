/** Test double of the specs' room: a list with a problem, which counts. */
import type { LastRun, Spec, SpecList } from '../../contract';
import type { SpecRoom } from './engine';
import { FakeChanges } from './fake-changes';

export class FakeSpecs implements SpecRoom {
  #version = 0;
  readonly #specs: Spec[];
  readonly #changes = new FakeChanges();

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
    this.#changes.tell();
  }

  async lastRuns(): Promise<LastRun[]> {
    return [{ specId: 'quick', provider: 'fake', at: 1_000 }];
  }

  watch(signal: AbortSignal): AsyncGenerator<SpecList, void, undefined> {
    return this.#changes.watch(() => this.list(), signal);
  }
}
