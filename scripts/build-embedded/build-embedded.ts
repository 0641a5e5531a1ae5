/**
 * Bundles the guest's supervisor and each runtime into a file of its own: a guest process can open no file, so all
 * that it runs is one script, given to it as an open file.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Plugin, type Rollup } from 'vite';
import { type BuiltManifest, packageOf, RuntimeManifest } from '../../main/embedded/runtime-manifest';
import { guestText } from './guest-text';
import { stripPyodide } from './strip-pyodide';
import { stripQuickJs } from './strip-quickjs';

const ENTRY = '\0entry';

/**
 * @param only ids of the runtimes to build; all of them where it is empty
 * @returns ids of the runtimes that were built
 */
export async function buildEmbedded(root: string, only: readonly string[] = []): Promise<string[]> {
  const outDir = join(root, 'out/embedded');
  const guest = join(root, 'main/embedded/guest');
  await mkdir(outDir, { recursive: true });
  const write = async (name: string, text: string) => {
    const path = join(outDir, name);
    // Whole or not at all: a guest may be started meanwhile.
    await writeFile(`${path}.${process.pid}`, text);
    await rename(`${path}.${process.pid}`, path);
  };
  await write('supervisor.cjs', await bundle(root, `import '${guest}/supervisor.ts';`, 'cjs'));
  const files = await readdir(join(guest, 'runtimes'));
  const all = files.filter((file) => /^[a-z-]+\.ts$/.test(file)).map((file) => basename(file, '.ts'));
  const ids = only.length > 0 ? all.filter((id) => only.includes(id)) : all;
  for (const id of ids) {
    const runtime = `${guest}/runtimes/${id}.ts`;
    const code = `import '${guest}/realm-globals.ts'; import { runGuest } from '${guest}/realm.ts'; import runtime from '${runtime}'; runGuest(runtime);`;
    await write(`${id}.js`, await bundle(root, code, 'iife'));
    await write(`${id}.json`, `${JSON.stringify(await readManifest(root, runtime, id), null, 2)}\n`);
  }
  const stale = (await readdir(outDir)).filter(
    (file) => !all.includes(file.replace(/\.js(on)?$/, '')) && file !== 'supervisor.cjs',
  );
  await Promise.all(stale.map((file) => rm(join(outDir, file))));
  return ids;
}

/** The manifest alone, evaluated: a runtime's other code would not run outside its realm. */
async function readManifest(root: string, runtime: string, id: string): Promise<BuiltManifest> {
  const code = await bundle(root, `export { manifest } from '${runtime}';`, 'es', { moduleSideEffects: false });
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { manifest: unknown };
  const manifest = RuntimeManifest.parse(module.manifest);
  if (manifest.id !== id) throw new Error(`The manifest of ${runtime} calls itself "${manifest.id}".`);
  const names = new Set(Object.values(manifest.assets).map(packageOf));
  const versions = await Promise.all(
    [...names].map(async (name) => [name, await readVersion(root, name, manifest)] as const),
  );
  return { ...manifest, packages: Object.fromEntries(versions) };
}

async function readVersion(root: string, name: string, { optionalPackage }: RuntimeManifest): Promise<string> {
  if (optionalPackage?.name === name) return optionalPackage.version;
  const file = await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(file) as { version: string }).version;
}

export async function bundle(
  root: string,
  code: string,
  format: 'cjs' | 'iife' | 'es',
  treeshake: Rollup.TreeshakingOptions | boolean = true,
  minify = format === 'iife',
): Promise<string> {
  // In sloppy functions of Node's realm `this` and `caller` can be had from the guest's.
  const strict = format === 'cjs' ? { banner: "'use strict';" } : {};
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [
      entryPlugin(code),
      guestText((text) => bundle(root, text, 'iife', true, false)),
      stripPyodide(),
      stripQuickJs(),
    ],
    define: { 'import.meta.url': '"file:///runtime.js"', 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'node20',
      minify,
      lib: { entry: ENTRY, formats: [format], name: 'runtime' },
      rollupOptions: {
        treeshake,
        external: format === 'iife' ? [] : [/^node:/],
        output: { codeSplitting: false, ...strict },
      },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]) as Rollup.RollupOutput[];
  const chunk = outputs[0]?.output[0];
  if (chunk?.type !== 'chunk') throw new Error('The bundler gave no code.');
  return chunk.code;
}

function entryPlugin(code: string): Plugin {
  return {
    name: 'entry',
    enforce: 'pre',
    resolveId: (id) => (id === ENTRY || id.endsWith(ENTRY) ? ENTRY : null),
    load: (id) => (id === ENTRY ? code : null),
  };
}
