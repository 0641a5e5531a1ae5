/**
 * Runs that have ended, one file each in the data folder, in a folder for each tab; bounded, the oldest go first. A
 * run is dispensable: what cannot be read is left out.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EARLIER_RUNS_OF_TAB, EarlierRun } from '../../contract';
import { writeAtomic } from './atomic-file';
import { isAbsent, workspaceError } from './workspace-error';

/** Tabs whose runs are kept; those that ran last. */
const TABS_LIMIT = 200;

export class EarlierRunStore {
  readonly #folder: string;
  /** The write under way; the next waits for it. */
  #writing: Promise<void> = Promise.resolve();

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'runs');
  }

  /** On disk when it settles. `pinnedId`: a run of the tab that stays however old it is. */
  keep(run: EarlierRun, pinnedId: string | null): Promise<void> {
    const write = this.#writing.then(() => this.#write(run, pinnedId));
    this.#writing = write.catch(() => {});
    return write;
  }

  /** The newest first. */
  async list(tabId: string): Promise<EarlierRun[]> {
    await this.#writing;
    const folder = this.#folderOf(tabId);
    const runs = await Promise.all((await listNames(folder)).map((name) => readRun(join(folder, name))));
    return runs.filter((run) => run?.tabId === tabId).sort((a, b) => b!.at - a!.at) as EarlierRun[];
  }

  async #write(run: EarlierRun, pinnedId: string | null): Promise<void> {
    const folder = this.#folderOf(run.tabId);
    const isNewTab = (await listNames(folder)).length === 0;
    try {
      await writeAtomic(join(folder, nameOf(run)), JSON.stringify(run), { access: 'private' });
    } catch (error) {
      throw workspaceError('keep a run', folder, error);
    }
    const old = (await listNames(folder)).filter((name) => !name.endsWith(`${pinnedId}.json`));
    for (const name of old.slice(EARLIER_RUNS_OF_TAB)) await rm(join(folder, name), { force: true });
    if (isNewTab) await this.#boundTabs();
  }

  async #boundTabs(): Promise<void> {
    const names = await readdir(this.#folder);
    if (names.length <= TABS_LIMIT) return;
    const tabs = await Promise.all(
      names.map(async (name) => ({ name, changedMs: (await stat(join(this.#folder, name))).mtimeMs })),
    );
    for (const { name } of tabs.sort((a, b) => b.changedMs - a.changedMs).slice(TABS_LIMIT)) {
      await rm(join(this.#folder, name), { recursive: true, force: true });
    }
  }

  /** A tab's id may be anything, so it names no folder. */
  #folderOf(tabId: string): string {
    return join(this.#folder, createHash('sha256').update(tabId).digest('hex').slice(0, 32));
  }
}

/** So that names sort by age. */
function nameOf({ at, id }: EarlierRun): string {
  return `${Math.round(at).toString().padStart(15, '0')}-${id}.json`;
}

/** The newest first; nothing where there is no such folder. */
async function listNames(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw workspaceError('read the earlier runs', folder, error);
  });
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .reverse();
}

async function readRun(file: string): Promise<EarlierRun | null> {
  try {
    return EarlierRun.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}
