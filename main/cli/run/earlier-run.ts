/**
 * What a run of a language found out, for the next one like it: the container that it will most likely want, and what the
 * files of the configuration and of the languages said. It counts for as long as none of these has changed.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ProviderChoice, Spec } from '../../../contract';
import type { RunConfig } from '../../compose-repeat';
import { findConfigFolder } from '../../config/config-folder';
import { expandHome } from '../../config/home-path';
import type { Guess } from '../../docker/head-start';

const MOST = 24;

export interface Circumstances {
  dataDir: string;
  /** Folder of Runyard's own languages. */
  specsDir: string;
  environment: Record<string, string | undefined>;
  /** As the person named it. */
  language: string;
  network: boolean;
  provider: ProviderChoice | undefined;
}

export interface EarlierRun {
  guess: Guess;
  spec: Spec;
  config: RunConfig;
}

interface Entry {
  key: string;
  run: EarlierRun;
  /** Digest of the run as it was written. */
  seal: string;
}

/** Of one kind of run. */
export class EarlierRuns {
  readonly circumstances: Circumstances;
  readonly #file: string;
  readonly #key: string;

  /** Made before anything is read: what is remembered counts for the files as they are now, even if they change meanwhile. */
  constructor(circumstances: Circumstances) {
    this.circumstances = circumstances;
    this.#file = join(circumstances.dataDir, 'earlier-runs.json');
    this.#key = keyOf(circumstances);
  }

  /**
   * Null where there was none in the same circumstances, or where it is not as it was written. No schema checks it:
   * loading one would take longer than the start of a container.
   */
  recall(): EarlierRun | null {
    return this.#read().find(({ key }) => key === this.#key)?.run ?? null;
  }

  /** @param run null for none */
  async remember(run: EarlierRun | null): Promise<void> {
    if (JSON.stringify(this.recall()) === JSON.stringify(run)) return;
    const { writeAtomic } = await import('../../workspace/atomic-file');
    const others = this.#read().filter(({ key }) => key !== this.#key);
    const entries = run === null ? others : [{ key: this.#key, run, seal: digest(run) }, ...others];
    await writeAtomic(this.#file, `${JSON.stringify(entries.slice(0, MOST))}\n`, { access: 'private' }).catch(() => {
      // The next run begins as this one did.
    });
  }

  #read(): Entry[] {
    try {
      const entries = JSON.parse(readFileSync(this.#file, 'utf8')) as Entry[];
      return entries.filter(({ run, seal }) => digest(run) === seal);
    } catch {
      return [];
    }
  }
}

function keyOf({ environment, dataDir, specsDir, language, network, provider }: Circumstances): string {
  const variables = Object.entries(environment).filter(([name]) => /^(RUNYARD|RANNA|DOCKER)_/.test(name));
  const { folder, names } = findConfigFolder(environment);
  const configs = [expandHome(environment.RUNYARD_CONFIG ?? ''), ...names.map((name) => join(folder, name))];
  const facts = [
    [language, network, provider, homedir(), variables.sort()],
    [import.meta.filename, ...configs].map(markFile),
    [specsDir, join(dataDir, 'specs')].map(markFolder),
  ];
  return digest(facts);
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}

/** Tells one state of the files in it from another. */
function markFolder(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => `${name} ${markFile(join(folder, name))}`);
  } catch {
    return [];
  }
}

/** Also of a file that is not there, or not for this person: the config says what is to be said of that. */
function markFile(file: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}
