/**
 * What was closed, deleted or replaced, one file each in the data folder; bounded, the oldest go first. A file has two
 * lines of JSON: what the list needs, which is read alone, and the texts.
 */
import { randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import {
  HistoryContent,
  HistoryItem,
  type HistoryReason,
  RunyardError,
  type SourceFile,
  type TabState,
} from '../../contract';
import { removeUnfinished, writeAtomic } from './atomic-file';
import { isAbsent, workspaceError } from './workspace-error';

const ITEM_FILE = /^[0-9a-f-]{36}\.json$/;
const PREVIEW_CHARACTERS = 200;

export interface HistoryLimits {
  count: number;
  bytes: number;
}

export const HISTORY_LIMITS: HistoryLimits = { count: 500, bytes: 128 * 1024 * 1024 };

/** The first line is far shorter: a title has 500 characters at most, a preview 200. */
const HEAD_LIMIT_BYTES = 16 * 1024;

const KeptHead = z.object({ version: z.literal(1), item: HistoryItem, tabId: z.string() });
const KeptBody = HistoryContent.omit({ item: true });

export interface KeptItem {
  item: HistoryItem;
  tabId: string;
}

export class HistoryStore {
  readonly #folder: string;
  readonly #limits: HistoryLimits;
  readonly #now: () => Date;
  /** By id; null until the folder has been read. */
  #items: Promise<Map<string, KeptItem>> | null = null;

  constructor(dataDir: string, now: () => Date, limits: HistoryLimits = HISTORY_LIMITS) {
    this.#folder = join(dataDir, 'history');
    this.#limits = limits;
    this.#now = now;
  }

  /** The newest first. */
  /** Whether this data folder has been used before. */
  async hasAny(): Promise<boolean> {
    return (await this.list()).length > 0;
  }

  async list(): Promise<KeptItem[]> {
    const items = await this.#load();
    return [...items.values()].sort((a, b) => b.item.at - a.item.at);
  }

  /** @throws RunyardError `HISTORY_UNKNOWN` */
  async read(id: string): Promise<HistoryContent> {
    const kept = (await this.#load()).get(id);
    const body = kept ? await this.#readBody(id) : null;
    if (kept && body) return { item: kept.item, ...body };
    throw new RunyardError('HISTORY_UNKNOWN', {
      message: 'That is not in the history any more.',
      remedy: 'Open the history anew: the oldest of it goes when there is much of it.',
    });
  }

  /** On disk when it settles. */
  async add(reason: HistoryReason, tab: TabState, files: SourceFile[]): Promise<void> {
    const items = await this.#load();
    const entry = files.find((file) => file.path === tab.entry) ?? files[0];
    if (!entry) return;
    const item: HistoryItem = {
      id: randomUUID(),
      reason,
      title: tab.title,
      specId: tab.specId,
      at: this.#now().getTime(),
      fileCount: files.length,
      bytes: files.reduce((sum, file) => sum + Buffer.byteLength(file.content), 0),
      preview: entry.content.slice(0, PREVIEW_CHARACTERS),
    };
    try {
      const text = `${JSON.stringify({ version: 1, item, tabId: tab.id })}\n${JSON.stringify({ tab, files })}\n`;
      await writeAtomic(join(this.#folder, `${item.id}.json`), text, { access: 'private' });
    } catch (error) {
      throw workspaceError(`put "${tab.title}" into the history`, this.#folder, error);
    }
    // A tab that was closed, reopened and closed again is there once.
    if (reason === 'closed') await this.#forgetTab(items, tab.id);
    items.set(item.id, { item, tabId: tab.id });
    await this.#bound(items);
  }

  async remove(id: string): Promise<void> {
    if ((await this.#load()).delete(id)) await rm(join(this.#folder, `${id}.json`), { force: true });
  }

  async #forgetTab(items: Map<string, KeptItem>, tabId: string): Promise<void> {
    for (const [id, kept] of items) {
      if (kept.tabId === tabId && kept.item.reason === 'closed') await this.remove(id);
    }
  }

  /** One item may be larger than the whole bound: the newest always stays. */
  async #bound(items: Map<string, KeptItem>): Promise<void> {
    let bytes = 0;
    let count = 0;
    for (const { item } of await this.list()) {
      const { id } = item;
      bytes += item.bytes;
      count += 1;
      if (count > 1 && (count > this.#limits.count || bytes > this.#limits.bytes)) {
        items.delete(id);
        await rm(join(this.#folder, `${id}.json`), { force: true });
      }
    }
  }

  #load(): Promise<Map<string, KeptItem>> {
    this.#items ??= this.#readFolder().catch((error: unknown) => {
      this.#items = null;
      throw workspaceError('read the history', this.#folder, error);
    });
    return this.#items;
  }

  async #readFolder(): Promise<Map<string, KeptItem>> {
    const items = new Map<string, KeptItem>();
    await removeUnfinished(this.#folder, this.#now().getTime());
    const names = await readdir(this.#folder).catch((error: unknown) => {
      if (isAbsent(error)) return [];
      throw error;
    });
    for (const name of names.filter((candidate) => ITEM_FILE.test(candidate))) {
      const kept = await this.#readHead(name);
      if (kept) items.set(kept.item.id, kept);
      // Kept, and not read again at each start.
      else await rename(join(this.#folder, name), join(this.#folder, `${name}.broken`)).catch(() => {});
    }
    return items;
  }

  async #readHead(name: string): Promise<KeptItem | null> {
    try {
      await using handle = await open(join(this.#folder, name));
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_LIMIT_BYTES), 0, HEAD_LIMIT_BYTES, 0);
      const [head = ''] = buffer.toString('utf8', 0, bytesRead).split('\n', 1);
      const { item, tabId } = KeptHead.parse(JSON.parse(head));
      return { item, tabId };
    } catch {
      return null;
    }
  }

  async #readBody(id: string): Promise<z.infer<typeof KeptBody> | null> {
    try {
      const text = await readFile(join(this.#folder, `${id}.json`), 'utf8');
      return KeptBody.parse(JSON.parse(text.slice(text.indexOf('\n') + 1)));
    } catch {
      return null;
    }
  }
}
