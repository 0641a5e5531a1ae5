/** What `runyard images --json` prints: one event a line, each with the language that it is of. */
import type { ImageProgress, Spec } from '../../../contract';
import { isRunyardError } from '../../../contract/runyard-error';
import type { ImageReporter } from './image-reporter';

interface Failed {
  type: 'failed';
  error: { code: string; message: string; remedy: string };
}

interface Removed {
  type: 'removed';
  /** Null where there was none. */
  reference: string | null;
}

/** What a line holds beside `specId`. */
export type ImageEvent = ImageProgress | Removed | Failed;

export class EventPrinter implements ImageReporter {
  readonly #write: (line: string) => void;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  take(spec: Spec, news: ImageProgress): void {
    this.#print(spec, news);
  }

  removed(spec: Spec, reference: string | null): void {
    this.#print(spec, { type: 'removed', reference });
  }

  fail(spec: Spec, error: unknown): void {
    const { code, message, remedy } = isRunyardError(error)
      ? error
      : { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error), remedy: '' };
    this.#print(spec, { type: 'failed', error: { code, message, remedy } });
  }

  end(): void {}

  #print({ id: specId }: Spec, event: ImageEvent): void {
    this.#write(`${JSON.stringify({ specId, ...event })}\n`);
  }
}
