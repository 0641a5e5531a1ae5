/** What waits to be opened by the window; each thing is given once, to the window that asked last of those still there. */
import { resolve } from 'node:path';
import type { Opening } from '../../contract';
import { isLink } from '../../contract/share-link';
import { readOpening } from './read-opening';
import type { RecentStore } from './recent-store';

/** More at once is a mistake, such as `*` in a large folder. */
const WAITING_LIMIT = 50;

export class Openings {
  readonly #recents: RecentStore;
  readonly #waiting: Opening[] = [];
  /** Each window that looks, woken by its function; the last has what comes. */
  readonly #watchers: Array<() => void> = [];

  constructor(recents: RecentStore) {
    this.#recents = recents;
  }

  /** Opens what the person named on a command line of this machine: files, folders, zips and links. */
  async openArguments(args: readonly string[], folder: string): Promise<void> {
    for (const argument of args.slice(0, WAITING_LIMIT)) {
      if (isLink(argument)) {
        this.offer({ kind: 'link', link: argument });
        continue;
      }
      const place = resolve(folder, argument);
      const opening = await readOpening(place);
      this.offer(opening);
      if (opening.kind !== 'files') continue;
      const source = /\.zip$/i.test(place) ? 'zip' : opening.name === opening.files[0]?.path ? 'file' : 'folder';
      // What could not be remembered is open all the same.
      await this.#recents.addPlace(source, opening.name, place).catch((error: unknown) => console.error(error));
    }
  }

  offer(opening: Opening): void {
    if (this.#waiting.length >= WAITING_LIMIT) return;
    this.#waiting.push(opening);
    this.#watchers.at(-1)?.();
  }

  async *watch(signal: AbortSignal): AsyncGenerator<Opening, void, undefined> {
    let wake = (): void => {};
    const me = (): void => wake();
    this.#watchers.push(me);
    signal.addEventListener('abort', me);
    try {
      while (!signal.aborted) {
        const next = this.#watchers.at(-1) === me ? this.#waiting.shift() : undefined;
        if (next) yield next;
        else await new Promise<void>((settle) => (wake = settle));
      }
    } finally {
      signal.removeEventListener('abort', me);
      this.#watchers.splice(this.#watchers.indexOf(me), 1);
      this.#watchers.at(-1)?.();
    }
  }
}
