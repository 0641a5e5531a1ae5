/** What was opened lately, the newest first: by its place where that is known, or else as a copy. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { z } from 'zod';
import {
  type Opening,
  PortableTab,
  RECENTS_LIMIT_COUNT,
  type RecentCopy,
  RecentItem,
  RunyardError,
} from '../../contract';
import { KeptList } from './kept-list';
import { readOpening } from './read-opening';

/** Bytes of a copy; what is larger is not remembered. */
const COPY_LIMIT_BYTES = 256 * 1024;

/** Has a place or a copy. */
const KeptRecent = RecentItem.extend({ copy: PortableTab.nullable() });
type KeptRecent = z.infer<typeof KeptRecent>;

export class RecentStore {
  readonly #kept: KeptList<KeptRecent>;
  readonly #now: () => Date;

  constructor(dataDir: string, now: () => Date = () => new Date()) {
    this.#kept = new KeptList({ file: join(dataDir, 'recent.json'), item: KeptRecent, what: 'recent files' });
    this.#now = now;
  }

  async list(): Promise<RecentItem[]> {
    const items = await this.#kept.read();
    return items.map(({ copy: _, ...item }) => item);
  }

  /** Of the person's own machine, so not for what a page may say. */
  async addPlace(source: 'file' | 'folder' | 'zip', name: string, place: string): Promise<void> {
    await this.#add({ source, name, place, copy: null }, (item) => item.place === place);
  }

  async addCopy({ source, name, tab }: RecentCopy): Promise<void> {
    if (Buffer.byteLength(JSON.stringify(tab)) > COPY_LIMIT_BYTES) return;
    await this.#add(
      { source, name, place: null, copy: tab },
      (item) => item.place === null && item.source === source && item.name === name,
    );
  }

  /** @throws RunyardError `HISTORY_UNKNOWN` */
  async open(id: string): Promise<Opening> {
    const found = (await this.#kept.read()).find((item) => item.id === id);
    if (found?.place) return readOpening(found.place);
    if (found?.copy) {
      return { kind: 'tab', tab: found.copy, ...(found.source === 'link' ? { origin: 'link' as const } : {}) };
    }
    throw new RunyardError('HISTORY_UNKNOWN', {
      message: 'That is not among the recent files any more.',
      remedy: `Open it anew: the ${RECENTS_LIMIT_COUNT} opened last are remembered.`,
    });
  }

  async clear(): Promise<void> {
    await this.#kept.change(() => []);
  }

  async #add(
    item: Pick<KeptRecent, 'source' | 'name' | 'place' | 'copy'>,
    isSame: (item: KeptRecent) => boolean,
  ): Promise<void> {
    const kept = { ...item, id: randomUUID(), at: this.#now().getTime() };
    await this.#kept.change((items) =>
      [kept, ...items.filter((other) => !isSame(other))].slice(0, RECENTS_LIMIT_COUNT),
    );
  }
}
