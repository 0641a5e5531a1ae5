/** Spec provider: the languages that there are, by id and alias, and what is wrong with the files that describe them. */
import { RunyardError, type Spec, type SpecList } from '../../contract';
import { findNearMatches } from '../config/near-matches';
import type { SpecSource } from './loaded-spec';
import { nameSpecs } from './name-specs';
import { PathSource } from './path-source';
import { SharedRefresh } from './shared-refresh';
import { SpecWatch } from './spec-watch';

const DEFAULT_POLL_MS = 500;
/** What a start waits for sources that were never read before. */
const DEFAULT_FIRST_WAIT_MS = 3000;

export interface SpecProviderOptions {
  /** How often files are looked at once the provider was started. */
  pollMs?: number;
  firstWaitMs?: number;
}

export class SpecProvider implements AsyncDisposable {
  readonly #sources: readonly SpecSource[];
  readonly #firstWaitMs: number;
  readonly #watch: SpecWatch;
  readonly #closing = new AbortController();
  #list: SpecList = { specs: [], problems: [] };
  #byName: ReadonlyMap<string, Spec> = new Map();
  #loading: Promise<void> = Promise.resolve();
  readonly #refresh = new SharedRefresh(async (signal) => {
    await Promise.all(this.#sources.map((source) => source.refresh?.(signal)));
    await this.load();
  });
  readonly #wakes = new Set<() => void>();

  /** Where two sources describe the same language the first one holds. A text is the path of a folder or a file. */
  constructor(sources: readonly (SpecSource | string)[], options: SpecProviderOptions = {}) {
    const { pollMs = DEFAULT_POLL_MS, firstWaitMs = DEFAULT_FIRST_WAIT_MS } = options;
    this.#sources = sources.map((source) => (typeof source === 'string' ? new PathSource(source) : source));
    this.#firstWaitMs = firstWaitMs;
    this.#watch = new SpecWatch({ sources: this.#sources, pollMs, onChange: () => this.load() });
  }

  /**
   * Loads what is here, notices from then on what changes, and asks for what comes from elsewhere. That is waited for,
   * a little, only where nothing of it was kept.
   */
  async start(): Promise<void> {
    await this.load();
    this.#watch.begin();
    if (!this.#sources.some(({ refresh }) => refresh)) return;
    const known = await Promise.all(this.#sources.map((source) => source.isKnown()));
    const refreshed = this.reload(this.#closing.signal);
    if (known.every((each) => each)) return;
    const waited = new AbortController();
    await Promise.race([refreshed, untilTimeout(this.#firstWaitMs, waited.signal)]);
    waited.abort();
  }

  /** Reads anew what is here. What is broken becomes a problem in the list; nothing is thrown. */
  load(): Promise<void> {
    this.#loading = this.#loading.then(async () => {
      const read = await this.#watch.during(() => Promise.all(this.#sources.map((source) => source.read())));
      const { specs, problems, byName } = nameSpecs(read);
      const list = { specs, problems };
      if (JSON.stringify(list) === JSON.stringify(this.#list)) return;
      this.#list = list;
      this.#byName = byName;
      this.#tell();
    });
    return this.#loading;
  }

  /** Asks every source anew and loads what they have. Two at once are one. */
  reload(signal: AbortSignal): Promise<void> {
    return this.#refresh.join(AbortSignal.any([signal, this.#closing.signal]));
  }

  list(): SpecList {
    return this.#list;
  }

  /** The list now, and after each change, until the signal aborts. */
  async *watch(signal: AbortSignal): AsyncGenerator<SpecList, void, undefined> {
    let told: SpecList | null = null;
    while (!signal.aborted && !this.#closing.signal.aborted) {
      if (told !== this.#list) {
        told = this.#list;
        yield told;
      } else await this.#untilChange(signal);
    }
  }

  /**
   * The spec with this id or alias, in upper or lower case.
   * @throws RunyardError `SPEC_UNKNOWN`, naming what may have been meant
   */
  find(idOrAlias: string): Spec {
    const spec = this.#byName.get(idOrAlias.toLowerCase());
    if (spec) return spec;
    const near = findNearMatches(idOrAlias, this.#byName.keys());
    const ids = this.#list.specs.map(({ id }) => id).join(', ');
    throw new RunyardError('SPEC_UNKNOWN', {
      message: `There is no language "${idOrAlias}"${near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '.'}`,
      remedy: ids === '' ? 'Add a spec file, or mend the broken ones.' : `Use one of: ${ids}.`,
      details: { name: idOrAlias, near },
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    this.#tell();
    await this.#watch[Symbol.asyncDispose]();
    await this.#refresh.settled;
    await this.#loading;
  }

  #untilChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#wakes.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#wakes.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  #tell(): void {
    for (const wake of this.#wakes) wake();
  }
}

function untilTimeout(timeMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, timeMs);
    signal.addEventListener('abort', end, { once: true });
  });
}
