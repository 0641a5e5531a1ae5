/** The package in a folder of its own with its client built, as `npm pack` takes it. For tests. */
import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildClient } from './build-client';

const PARTS = ['package.json', 'README.md', 'LICENSE', 'client/README.md', 'specs'];

export async function stagePackage(root: string, folder: string): Promise<void> {
  for (const part of PARTS) {
    await mkdir(dirname(join(folder, part)), { recursive: true });
    await cp(join(root, part), join(folder, part), { recursive: true });
  }
  await buildClient(root, join(folder, 'out/client'));
}
