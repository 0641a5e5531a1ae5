/** The session on disk: which tabs are open and how; their texts are in the scratches. Whole at every moment. */
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LegacySession, ProviderChoice, TabState, WindowLayout } from '../../contract';
import { writeAtomic } from './atomic-file';
import { isAbsent, workspaceError } from './workspace-error';

const FILE_NAME = 'session.json';

/** A text that could not be put into its scratch, kept here until it can. */
const Draft = z.object({
  path: z.string(),
  content: z.string(),
  /** Fingerprint of what the scratch had when it was seen last; null when there was none. */
  base: z.string().nullable(),
});

const SavedTab = TabState.extend({
  /** Name of the scratch in the workspace folder: a file, or a folder for a tab of several files. */
  scratch: z.object({ kind: z.enum(['file', 'folder']), name: z.string() }),
  /** Where the scratch was while it is being renamed. */
  formerName: z.string().optional(),
  drafts: z.array(Draft).default([]),
});
export type SavedTab = z.infer<typeof SavedTab>;

export const SavedSession = WindowLayout.extend({
  version: z.literal(2),
  tabs: z.array(SavedTab),
  activeTabId: z.string().nullable(),
  provider: ProviderChoice.optional(),
  /** Tabs whose scratches were not there; they come back with them. */
  missing: z.array(SavedTab).default([]),
});
export type SavedSession = z.infer<typeof SavedSession>;

/** `broken`: it was set aside under this name. */
export type FoundSession =
  | { kind: 'none' }
  | { kind: 'saved'; session: SavedSession }
  | { kind: 'legacy'; session: LegacySession }
  | { kind: 'broken'; asideName: string };

export class SessionFile {
  readonly #folder: string;
  readonly #file: string;
  readonly #now: () => Date;
  #written = '';

  constructor(dataDir: string, now: () => Date) {
    this.#folder = dataDir;
    this.#file = join(dataDir, FILE_NAME);
    this.#now = now;
  }

  /**
   * A file that cannot be understood is moved aside, so that a save does not overwrite what a person may want back.
   * @throws RunyardError `WORKSPACE_FAILED` when it is there and cannot be read or moved
   */
  async load(): Promise<FoundSession> {
    let text: string;
    try {
      text = await readFile(this.#file, 'utf8');
    } catch (error) {
      if (isAbsent(error)) return { kind: 'none' };
      throw workspaceError(`read the session file ${this.#file}`, this.#folder, error);
    }
    const json = parseJson(text);
    const saved = SavedSession.safeParse(json);
    if (saved.success) return { kind: 'saved', session: saved.data };
    const legacy = LegacySession.safeParse(json);
    if (legacy.success) return { kind: 'legacy', session: legacy.data };
    return { kind: 'broken', asideName: await this.#moveAside('broken') };
  }

  /** Keeps the text of an older Runyard's session beside the new one. */
  async keepLegacy(): Promise<void> {
    const time = this.#now().toISOString().replaceAll(':', '-');
    const text = await readFile(this.#file, 'utf8');
    await writeAtomic(join(this.#folder, `session.version-1-${time}.json`), text, { access: 'private' });
  }

  /** Writes nothing when nothing has changed. */
  async save(session: SavedSession): Promise<void> {
    const text = `${JSON.stringify(session, null, 1)}\n`;
    if (text === this.#written) return;
    this.#written = '';
    try {
      await writeAtomic(this.#file, text, { access: 'private' });
    } catch (error) {
      throw workspaceError(`save the open tabs to ${this.#file}`, this.#folder, error);
    }
    this.#written = text;
  }

  async #moveAside(kind: string): Promise<string> {
    const name = `session.${kind}-${this.#now().toISOString().replaceAll(':', '-')}.json`;
    try {
      await rename(this.#file, join(this.#folder, name));
    } catch (error) {
      throw workspaceError(`move the broken session file ${this.#file} aside`, this.#folder, error);
    }
    return name;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
