/** What runtimes take on disk: their files, and the states that were saved of them. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuntimeUsage } from '../../contract';
import type { Runtime } from './runtime-catalogue';

/** @param snapshotsDir each saved state in it is named after its runtime (`SnapshotStore`) */
export async function measureRuntimes(runtimes: readonly Runtime[], snapshotsDir: string): Promise<RuntimeUsage> {
  const names = await readdir(snapshotsDir).catch(() => []);
  const sizes = new Map<string, number>();
  const measure = async (paths: readonly string[]): Promise<number> => {
    let total = 0;
    for (const path of paths) {
      const size = sizes.get(path) ?? (await stat(path).catch(() => null))?.size ?? 0;
      sizes.set(path, size);
      total += size;
    }
    return total;
  };
  const measured: RuntimeUsage['runtimes'] = [];
  for (const { manifest, bundlePath, assetPaths } of runtimes) {
    const saved = names.filter((name) => name.startsWith(`${manifest.id}-`) && name.endsWith('.snapshot'));
    measured.push({
      id: manifest.id,
      sizeBytes: await measure([bundlePath, ...Object.values(assetPaths)]),
      preparedBytes: await measure(saved.map((name) => join(snapshotsDir, name))),
    });
  }
  const totalBytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return { runtimes: measured, totalBytes };
}
