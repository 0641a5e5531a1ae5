/** A spec file at an http(s) address. What came last and was good holds until something better comes. */
import type { SpecProblem } from '../../contract';
import { explainFetchFailure } from './fetch-fault';
import { type FetchOptions, fetchText } from './fetch-text';
import type { ReadSpecs, SpecSource } from './loaded-spec';
import { readSpecs } from './read-specs';
import type { SpecCopies, SpecCopy } from './spec-copies';

export interface AddressSourceOptions extends Omit<FetchOptions, 'signal' | 'known'> {
  /** Null keeps nothing. */
  copies: SpecCopies | null;
  /** Milliseconds since 1970. */
  now: () => number;
}

export class AddressSource implements SpecSource {
  readonly #url: URL;
  readonly #options: AddressSourceOptions;
  /** How problems name it: without what may be a secret. */
  readonly #label: string;
  /** Undefined until it was looked for. */
  #copy: SpecCopy | null | undefined;
  /** Of the last fetch. */
  #problems: SpecProblem[] = [];

  constructor(url: URL, options: AddressSourceOptions) {
    this.#url = url;
    this.#options = options;
    this.#label = `${url.origin}${url.pathname}${url.search === '' ? '' : '?…'}`;
  }

  async read(): Promise<ReadSpecs> {
    const copy = await this.#findCopy();
    if (!copy) return { specs: [], problems: this.#problems };
    const { specs, problems } = readSpecs(this.#label, copy.text);
    return { specs, problems: [...problems, ...this.#problems] };
  }

  async mark(): Promise<null> {
    return null;
  }

  async isKnown(): Promise<boolean> {
    return (await this.#findCopy()) !== null;
  }

  async refresh(signal: AbortSignal): Promise<void> {
    const known = await this.#findCopy();
    try {
      const fetched = await fetchText(this.#url, { ...this.#options, signal, known });
      this.#problems = [];
      if (fetched.kind === 'same') return;
      const { text, etag, lastModified } = fetched;
      const { specs, problems } = readSpecs(this.#label, text);
      if (specs.length === 0) this.#refuse('what it gives now has no language that can be used', problems);
      else await this.#keep({ text, etag, lastModified, fetchedAt: this.#options.now() });
    } catch (error) {
      const { message } = explainFetchFailure(error, this.#url.host);
      if (!signal.aborted) this.#refuse(`it could not be fetched: ${message}`, []);
    }
  }

  async #findCopy(): Promise<SpecCopy | null> {
    this.#copy ??= (await this.#options.copies?.find(this.#url.href)) ?? null;
    return this.#copy;
  }

  async #keep(copy: SpecCopy): Promise<void> {
    this.#copy = copy;
    try {
      await this.#options.copies?.keep(this.#url.href, copy);
    } catch (error) {
      this.#refuse(`it could not be kept for a start without a network: ${(error as Error).message}`, []);
    }
  }

  #refuse(why: string, problems: readonly SpecProblem[]): void {
    const date = this.#copy ? new Date(this.#copy.fetchedAt).toISOString().slice(0, 16).replace('T', ' ') : null;
    const message = date === null ? why : `${why}; what came on ${date} UTC holds`;
    // Where nothing is kept, what is wrong with the text says it all.
    const isSaid = date === null && problems.length > 0;
    const own = { file: this.#label, line: null, entry: null, message };
    this.#problems = isSaid ? [...problems] : [own, ...problems];
  }
}
