/** What images take on disk, each layer counted once, as `docker system df` does. */
import type Docker from 'dockerode';
import type { DiskUsage } from '../../contract';

/** An image that a language runs in. */
export interface UsedImage {
  specId: string;
  reference: string;
  id: string;
}

/** An image as the daemon measures it. */
export interface MeasuredImage {
  id: string;
  sizeBytes: number;
  /** Of layers that any other image has too. */
  sharedBytes: number;
  /** Its first layer: images of one base have the same. */
  baseLayer: string;
}

/** @param others images that count in the sum and are of no language, such as the base of the built ones */
export async function measureImages(
  docker: Docker,
  used: readonly UsedImage[],
  others: readonly string[],
): Promise<DiskUsage> {
  const { Images } = (await docker.df()) as { Images: DaemonImage[] | null };
  const ids = new Set([...used.map(({ id }) => id), ...others]);
  const measured = (Images ?? []).flatMap(({ Id, Size, SharedSize }) =>
    // -1 where the daemon has not added them up.
    ids.has(Id) ? [{ id: Id, sizeBytes: Size, sharedBytes: Math.max(0, SharedSize) }] : [],
  );
  return addUp(used, await Promise.all(measured.map((image) => findBaseLayer(docker, image))));
}

interface DaemonImage {
  Id: string;
  Size: number;
  SharedSize: number;
}

async function findBaseLayer(docker: Docker, image: Omit<MeasuredImage, 'baseLayer'>): Promise<MeasuredImage> {
  // One that has been removed meanwhile shares nothing any more.
  const { RootFS } = await docker
    .getImage(image.id)
    .inspect()
    .catch(() => ({ RootFS: { Layers: [] as string[] } }));
  return { ...image, baseLayer: RootFS.Layers?.[0] ?? image.id };
}

/** What images of one base share is the longest of what any of them does: the others' parts are in it. */
export function addUp(used: readonly UsedImage[], measured: readonly MeasuredImage[]): DiskUsage {
  const sharedOfBase = new Map<string, number>();
  let ownTotal = 0;
  for (const { sizeBytes, sharedBytes, baseLayer } of measured) {
    ownTotal += sizeBytes - sharedBytes;
    sharedOfBase.set(baseLayer, Math.max(sharedOfBase.get(baseLayer) ?? 0, sharedBytes));
  }
  const sharedTotal = [...sharedOfBase.values()].reduce((sum, bytes) => sum + bytes, 0);
  const images = used.flatMap(({ specId, reference, id }) => {
    const image = measured.find((each) => each.id === id);
    if (!image) return [];
    return {
      specId,
      reference,
      ownBytes: image.sizeBytes - image.sharedBytes,
      sharedBytes: image.sharedBytes,
      alsoOf: used.filter((other) => other.reference === reference && other.specId !== specId).map((o) => o.specId),
    };
  });
  return { images, totalBytes: ownTotal + sharedTotal, sharedBytes: sharedTotal };
}
