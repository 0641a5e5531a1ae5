/** Who tells what becomes of images, whether to a person or to a program. */
import type { ImageProgress, Spec } from '../../../contract';

export interface ImageReporter {
  take(spec: Spec, news: ImageProgress): void;
  /** @param reference null where there was none */
  removed(spec: Spec, reference: string | null): void;
  fail(spec: Spec, error: unknown): void;
  /** Nothing comes any more. */
  end(): void;
}
