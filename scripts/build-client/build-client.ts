/** Builds the package's `runyard/client`: a bundle for pages, one for Node, and their types. */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { completeSpecifiers } from './complete-specifiers';

export async function buildClient(root: string, outDir = join(root, 'out/client')): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  await bundle(root, outDir, 'index.js', 'client/index.ts', 'chrome130');
  await bundle(root, outDir, 'node.js', 'client/node.ts', 'node20');
  await promisify(execFile)(process.execPath, [
    join(root, 'node_modules/typescript/bin/tsc'),
    '-p',
    join(root, 'scripts/build-client/tsconfig.json'),
    '--outDir',
    join(outDir, 'types'),
  ]);
  await completeSpecifiers(join(outDir, 'types'));
}

/** One file each, since hundreds take Node longer to find than to read. */
async function bundle(root: string, outDir: string, name: string, entry: string, target: string): Promise<void> {
  const isForNode = target.startsWith('node');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { conditions: isForNode ? ['node', 'import'] : ['browser', 'import'] },
    ssr: { noExternal: true, target: isForNode ? 'node' : 'webworker' },
    build: {
      ssr: resolve(root, entry),
      target,
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      rollupOptions: {
        // `ws` can do without them, and asks for them each time.
        external: ['bufferutil', 'utf-8-validate'],
        output: { format: 'es', entryFileNames: name, codeSplitting: false },
      },
    },
  });
}
