/** `npm run package [-- --electron-dist FOLDER]`: the built app with an Electron of its own, into `dist`. */
import { rm } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packageApp } from './package/package-app';

const root = resolve(import.meta.dirname, '..');
try {
  const { values } = parseArgs({ options: { 'electron-dist': { type: 'string' } } });
  const electronDist = resolve(values['electron-dist'] ?? join(root, 'node_modules', 'electron', 'dist'));
  const target = join(root, 'dist', `${process.platform}-${process.arch}`);
  await rm(target, { recursive: true, force: true });
  const executable = await packageApp({ root, electronDist, target });
  console.log(`Packaged: ${relative(process.cwd(), executable)}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
