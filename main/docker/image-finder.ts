/** Which image a run of a language uses: an official one goes before one built from Debian packages. */
import type { DebianRecipe, ImageSource, Spec } from '../../contract';
import type { ImageInventory, LocalImage } from './image-inventory';
import { debianReference } from './image-reference';

export interface ResolvedImage {
  reference: string;
  source: ImageSource;
  localhost: DebianRecipe['localhost'];
}

export type FoundImage = ResolvedImage & LocalImage;

/** Null where the daemon has neither. Throws what the inventory throws. */
export async function findImage(inventory: ImageInventory, spec: Spec): Promise<FoundImage | null> {
  const official = spec.image === undefined ? null : await inventory.find(spec.image);
  if (spec.image !== undefined && official) return { ...official, reference: spec.image, source: 'official' };
  const reference = debianReference(spec);
  const built = spec.debian === undefined ? null : await inventory.find(reference);
  return built ? { ...built, reference, source: 'debian' } : null;
}
