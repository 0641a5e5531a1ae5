/** The last good text of each address, kept on disk: a start without a network still has its languages. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const SpecCopy = z.object({
  text: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** When it came, in milliseconds since 1970. */
  fetchedAt: z.number(),
});
export type SpecCopy = z.infer<typeof SpecCopy>;

export interface SpecCopies {
  /** Null where none was kept. */
  find(url: string): Promise<SpecCopy | null>;
  keep(url: string, copy: SpecCopy): Promise<void>;
}

/** Writes a file whole or not at all, readable to its owner alone, with the folders on the way. */
export type WriteFile = (file: string, text: string) => Promise<unknown>;

/** The address, which may have a secret in it, is not written down. */
export class SpecCopyFolder implements SpecCopies {
  readonly #folder: string;
  readonly #write: WriteFile;

  constructor(folder: string, write: WriteFile) {
    this.#folder = folder;
    this.#write = write;
  }

  async find(url: string): Promise<SpecCopy | null> {
    try {
      return SpecCopy.parse(JSON.parse(await readFile(this.#place(url), 'utf8')));
    } catch {
      return null;
    }
  }

  async keep(url: string, copy: SpecCopy): Promise<void> {
    await this.#write(this.#place(url), JSON.stringify(copy));
  }

  #place(url: string): string {
    return join(this.#folder, `${createHash('sha256').update(url).digest('hex').slice(0, 32)}.json`);
  }
}
