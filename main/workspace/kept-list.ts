/** A list of things that a person keeps, in one file: whole at every moment, and read anew before each change. */
import { readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import { writeAtomic } from './atomic-file';
import { isAbsent, workspaceError } from './workspace-error';

const Kept = z.object({ version: z.literal(1), items: z.array(z.unknown()) });

export interface KeptListOptions<T> {
  file: string;
  item: z.ZodType<T>;
  /** As in `save the templates`. */
  what: string;
}

export class KeptList<T> {
  readonly #options: KeptListOptions<T>;
  /** The change under way; the next waits for it. */
  #changing: Promise<unknown> = Promise.resolve();

  constructor(options: KeptListOptions<T>) {
    this.#options = options;
  }

  /** Items that cannot be understood are passed by. */
  async read(): Promise<T[]> {
    const { file, item, what } = this.#options;
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      if (isAbsent(error)) return [];
      throw workspaceError(`read the ${what} in ${file}`, file, error);
    }
    const kept = Kept.safeParse(parseJson(text));
    return (kept.data?.items ?? []).flatMap((found) => item.safeParse(found).data ?? []);
  }

  /** Settles when it is on disk, with what `change` gave. What `change` throws leaves all as it was. */
  change(change: (items: T[]) => T[]): Promise<T[]> {
    const changed = this.#changing.then(async () => {
      const before = await this.read();
      const items = change([...before]);
      await this.#setAsideBroken(before.length);
      await this.#write(items);
      return items;
    });
    this.#changing = changed.catch(() => {});
    return changed;
  }

  async #write(items: T[]): Promise<void> {
    const { file, what } = this.#options;
    try {
      await writeAtomic(file, `${JSON.stringify({ version: 1, items })}\n`, { access: 'private' });
    } catch (error) {
      throw workspaceError(`save the ${what} to ${file}`, file, error);
    }
  }

  /** What cannot be understood may be what the person wants back. */
  async #setAsideBroken(understood: number): Promise<void> {
    const { file } = this.#options;
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text === null) return;
    const kept = Kept.safeParse(parseJson(text));
    if (kept.data?.items.length === understood) return;
    await rename(file, file.replace(/\.json$/, `.broken-${Date.now()}.json`)).catch(() => {});
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
