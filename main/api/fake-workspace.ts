/** Test double of the workspace: keeps what it is given, in memory. A file named `conflict` is changed by another program. */
import {
  type HistoryContent,
  type HistoryItem,
  type LoadedWorkspace,
  type OutsideChange,
  RunyardError,
  type TabText,
  type WorkspaceSave,
} from '../../contract';
import type { WorkspaceRoom } from './engine';
import { abortOf } from './fake-runs';

export class FakeWorkspace implements WorkspaceRoom {
  #saved: WorkspaceSave | null = null;
  readonly #texts = new Map<string, TabText>();
  readonly #items = new Map<string, HistoryContent>();

  async load(): Promise<LoadedWorkspace> {
    return {
      lease: 'lease',
      state: this.#saved?.state ?? null,
      texts: [...this.#texts.values()],
      folder: '/scratches',
      notices: [],
    };
  }

  async save(saved: WorkspaceSave): Promise<void> {
    this.#saved = saved;
    for (const text of saved.texts) this.#texts.set(`${text.tabId} ${text.path}`, text);
  }

  async *watch(_lease: string, signal: AbortSignal): AsyncGenerator<OutsideChange, void, undefined> {
    for (const { tabId, path } of this.#texts.values()) {
      if (path === 'conflict') yield { type: 'changed', tabId, path, theirs: 'theirs', draft: 'newer' };
    }
    await abortOf(signal);
  }

  async resolve(_lease: string, { tabId, path }: { tabId: string; path: string }): Promise<void> {
    this.#texts.delete(`${tabId} ${path}`);
  }

  readonly history = {
    list: async (): Promise<HistoryItem[]> => [...this.#items.values()].map(({ item }) => item),
    read: async (id: string): Promise<HistoryContent> => {
      const content = this.#items.get(id);
      if (content) return content;
      throw new RunyardError('HISTORY_UNKNOWN', { message: `There is no ${id}.`, remedy: 'Pick one of the list.' });
    },
    remove: async (id: string): Promise<void> => {
      this.#items.delete(id);
    },
  };
}
