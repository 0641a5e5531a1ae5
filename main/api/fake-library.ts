/** Test double of what a person keeps to begin from, in memory. */
import { type Opening, type RecentCopy, type RecentItem, RunyardError, type Template } from '../../contract';
import type { OpeningRoom } from './engine';
import { abortOf } from './fake-runs';

export class FakeTemplates {
  readonly #items = new Map<string, Template>();
  list = async (): Promise<Template[]> => [...this.#items.values()];
  save = async (template: Template): Promise<void> => void this.#items.set(template.id, template);
  remove = async (id: string): Promise<void> => void this.#items.delete(id);
}

export class FakeRecents {
  #items: RecentCopy[] = [];

  list = async (): Promise<RecentItem[]> =>
    this.#items.map(({ source, name }) => ({ id: name, source, name, place: null, at: 0 }));

  addCopy = async (recent: RecentCopy): Promise<void> => void this.#items.unshift(recent);

  open = async (id: string): Promise<Opening> => {
    const found = this.#items.find(({ name }) => name === id);
    if (found) return { kind: 'tab', tab: found.tab };
    throw new RunyardError('HISTORY_UNKNOWN', { message: `There is no ${id}.`, remedy: 'Pick one of the list.' });
  };

  clear = async (): Promise<void> => {
    this.#items = [];
  };
}

/** Gives what was offered before, and then waits. */
export class FakeOpenings implements OpeningRoom {
  readonly #waiting: Opening[] = [];

  openArguments = async (): Promise<void> => {};
  offer = (opening: Opening): void => void this.#waiting.push(opening);

  async *watch(signal: AbortSignal): AsyncGenerator<Opening, void, undefined> {
    yield* this.#waiting.splice(0);
    await abortOf(signal);
  }
}
