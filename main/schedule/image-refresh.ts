/** Gets anew the images that are there: what is pulled is asked for again, what is built is built with newer packages. */
import type { ImageProgress, ImageStatus } from '../../contract';

export interface RefreshedImages {
  list(): Promise<ImageStatus[]>;
  pull(specId: string, signal: AbortSignal): AsyncIterable<ImageProgress>;
  /** From its first step on, whether its recipe has changed or not. */
  rebuild(specId: string, signal: AbortSignal): AsyncIterable<ImageProgress>;
}

/**
 * One after the other, each once however many languages share it; one that fails does not stop the others.
 * @returns what was done, in a sentence
 * @throws Error naming those that failed
 */
export async function refreshImages(images: RefreshedImages, signal: AbortSignal): Promise<string> {
  const present = new Map<string, ImageStatus>();
  for (const image of await images.list()) {
    if (image.state === 'present' && image.reference !== null && !present.has(image.reference)) {
      present.set(image.reference, image);
    }
  }
  const failures: string[] = [];
  for (const [reference, { specId, source }] of present) {
    signal.throwIfAborted();
    try {
      const progress = source === 'debian' ? images.rebuild(specId, signal) : images.pull(specId, signal);
      for await (const _ of progress);
    } catch (error) {
      failures.push(`${reference}: ${(error as Error).message}`);
    }
  }
  signal.throwIfAborted();
  if (failures.length > 0)
    throw new Error(`${failures.length} of ${countImages(present.size)} failed. ${failures.join(' ')}`);
  return present.size === 0 ? 'There was no image to refresh.' : `Refreshed ${countImages(present.size)}.`;
}

function countImages(count: number): string {
  return count === 1 ? '1 image' : `${count} images`;
}
