/** Lays out what a server's image has in it: no Electron, and nothing that only the window's build needs. */
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { copyEmbedded, makeReadable, stageModules } from '../package/stage-app';

/**
 * Needs a build.
 * @param target must not exist
 */
export async function stageServer(root: string, target: string): Promise<void> {
  await mkdir(target);
  await stageModules({ root, staged: target, entry: 'out/main/serve.js', folders: ['renderer'] });
  await copyEmbedded(root, target);
  await cp(join(root, 'specs'), join(target, 'specs'), { recursive: true });
  await cp(join(root, 'LICENSE'), join(target, 'LICENSE'));
  await makeReadable(target);
}
