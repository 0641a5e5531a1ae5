/** Builds the peer app with the settings that Runyard itself is built with. */
import { join, resolve } from 'node:path';
import { build, type InlineConfig } from 'vite';

const SOURCE = resolve(import.meta.dirname, '../../../e2e/bare-app');
const TARGET = resolve(import.meta.dirname, '../../../out/bench-bare-app');
const SHARED: InlineConfig = { configFile: false, logLevel: 'warn' };

/** Gives the path of its entry. */
export async function buildBareApp(): Promise<string> {
  await build({
    ...SHARED,
    root: SOURCE,
    build: { outDir: join(TARGET, 'page'), emptyOutDir: true, target: 'chrome130', minify: true },
  });
  await build({
    ...SHARED,
    build: {
      ssr: join(SOURCE, 'main.ts'),
      outDir: TARGET,
      emptyOutDir: false,
      target: 'node20',
      rollupOptions: { external: ['electron'], output: { entryFileNames: 'main.js' } },
    },
  });
  return join(TARGET, 'main.js');
}
