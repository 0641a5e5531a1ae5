/** What waits to be opened by the window; each thing is given once, to the window that asked last. */
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
  #watcher: object | null = null;
  #wake = (): void => {};

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
    this.#wake();
  }

  async *watch(signal: AbortSignal): AsyncGenerator<Opening, void, undefined> {
    const me = {};
    this.#watcher = me;
    this.#wake();
    while (!signal.aborted && this.#watcher === me) {
      const next = this.#waiting.shift();
      if (next) yield next;
      else await this.#untilWoken(signal);
    }
  }

  #untilWoken(signal: AbortSignal): Promise<void> {
    return new Promise((settle) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake);
        settle();
      };
      this.#wake = wake;
      signal.addEventListener('abort', wake, { once: true });
    });
  }
}
