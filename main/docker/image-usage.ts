/** What images take on disk, each layer counted once, as `docker system df` does. */
import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { DiskUsage } from '../../contract';

const BUSY_TIMEOUT_MS = 20_000;
const BUSY_PAUSE_MS = 150;

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
  const { Images } = await askDiskUse(docker);
  const ids = new Set([...used.map(({ id }) => id), ...others]);
  const measured = (Images ?? []).flatMap(({ Id, Size, SharedSize }) =>
    // -1 where the daemon has not added them up.
    ids.has(Id) ? [{ id: Id, sizeBytes: Size, sharedBytes: Math.max(0, SharedSize) }] : [],
  );
  return addUp(used, await Promise.all(measured.map((image) => findBaseLayer(docker, image))));
}

/** The daemon adds up for one at a time and refuses whoever asks meanwhile: another window, or another program. */
async function askDiskUse(docker: Docker): Promise<{ Images: DaemonImage[] | null }> {
  const deadline = Date.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    try {
      return (await docker.df()) as { Images: DaemonImage[] | null };
    } catch (error) {
      const { statusCode, message = '' } = error as { statusCode?: number; message?: string };
      const isBusy = statusCode === 409 || /already running/.test(message);
      if (!isBusy || Date.now() > deadline) throw error;
      await delay(BUSY_PAUSE_MS);
    }
  }
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
