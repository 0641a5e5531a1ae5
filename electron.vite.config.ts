import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { describeConfigSchema } from './main/config/config-schema';
import { buildEmbedded } from './scripts/build-embedded/build-embedded';
import { parseSpecs } from './scripts/build-main';

/**
 * What the engine takes of npm before the window has its tabs. In one file they load in less than half the time that
 * Node needs to find their hundreds of files; whoever brings a native module or files of its own stays outside.
 */
const BUNDLED = [
  '@orpc/client',
  '@orpc/contract',
  '@orpc/openapi',
  '@orpc/server',
  '@orpc/zod',
  'docker-modem',
  'dockerode',
  'env-paths',
  'tar-stream',
  'yaml',
  'zod',
];

/**
 * What dockerode loads at its start and Runyard never calls: ssh goes by the system's own command (`ssh-agent.ts`),
 * and no image is built by BuildKit. They take two thirds of the time that it takes to load.
 */
const LEFT_OUT = ['ssh2', '@grpc/grpc-js', '@grpc/proto-loader', 'protobufjs'];

const RUN_COMMAND =
  /main\/cli\/(complaint|terminal|run\/(?!earlier-run|engine-door|own-door|repeat-door|run-help))|main\/config\/(door-file|data-dir|near-matches|units)\.ts|node_modules\/env-paths\//;

/** What starts a container before the engine is loaded. */
const HEAD_START =
  /main\/cli\/(places|run\/(earlier-run|own-door))|main\/config\/config-folder|main\/docker\/(attach-streams|container-options|engine-kind|first-stage|head-start|process-place|settles-within|socket-docker|terminal-script|waiting-container)|main\/sandbox\/namespace/;

export default defineConfig({
  main: {
    plugins: [
      {
        name: 'left-out',
        enforce: 'pre',
        resolveId: (id) => (LEFT_OUT.includes(id) ? '\0left-out' : null),
        load: (id) => (id === '\0left-out' ? 'module.exports = {};' : null),
      },
      { name: 'global-process', transform: useGlobalProcess },
      { name: 'embedded-engine', closeBundle: async () => void (await buildEmbedded(import.meta.dirname)) },
      { name: 'config-schema', closeBundle: writeConfigSchema },
    ],
    define: { PARSED_SPECS: JSON.stringify(await parseSpecs(resolve('specs'))) },
    // Its build for Node declares a `require` of its own, which clashes with the bundle's.
    resolve: { alias: [{ find: /^fflate$/, replacement: 'fflate/browser' }] },
    build: {
      target: 'node20',
      outDir: 'out/main',
      externalizeDeps: { exclude: BUNDLED },
      rollupOptions: {
        input: {
          index: resolve('main/index.ts'),
          serve: resolve('main/server/serve.ts'),
          runyard: resolve('main/cli/main.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          // `runyard run` loads this and nothing else: each file more costs it a millisecond or two.
          codeSplitting: {
            groups: [
              { name: 'run-command', test: RUN_COMMAND },
              { name: 'head-start', test: HEAD_START },
            ],
          },
        },
      },
    },
  },
  preload: {
    build: {
      target: 'node20',
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: resolve('renderer'),
    plugins: [
      react(),
      { name: 'lean-language-workers', transform: leaveFeaturesOut },
      { name: 'one-typescript-worker', transform: leaveWorkerOut },
    ],
    // monaco-vim names Monaco's modules by the paths that they had before its package had `exports`.
    resolve: { alias: [{ find: /^monaco-editor\/esm\/vs\//, replacement: 'monaco-editor/' }] },
    optimizeDeps: { exclude: ['monaco-vim'] },
    build: {
      target: 'chrome130',
      outDir: resolve('out/renderer'),
      minify: true,
      rollupOptions: { input: { index: resolve('renderer/index.html') } },
    },
  },
});

/**
 * What starts a language's worker imports every feature of the editor for its side effects: more than are wanted, and
 * too late for the services that they need, so that each editor that comes after fails over them.
 */
function leaveFeaturesOut(code: string, id: string): { code: string; map: null } | null {
  if (!/monaco-editor\/esm\/vs\/internal\/common\/workers\.js$/.test(id)) return null;
  return { code: code.replace(/^import '[^']+';$/gm, ''), map: null };
}

/** Monaco's own TypeScript worker, of 7 MB: ours takes its place (`typescript.worker.ts`). */
function leaveWorkerOut(code: string, id: string): { code: string; map: null } | null {
  if (!/languages\/features\/typescript\/workerManager\.js$/.test(id)) return null;
  return { code: code.replace(/^ *createWorker: .*ts\.worker\.js.*$/m, ''), map: null };
}

/** Importing that module reads each property of it, which opens all standard streams: 3 ms of a short command. */
function useGlobalProcess(code: string, id: string): { code: string; map: null } | null {
  if (!/node_modules\/env-paths\//.test(id)) return null;
  return { code: code.replace(/^import process from 'node:process';$/m, ''), map: null };
}

/** For editors of `runyard.yaml` and `runyard.json`. */
async function writeConfigSchema(): Promise<void> {
  await writeFile('out/runyard.schema.json', `${JSON.stringify(describeConfigSchema(), null, 2)}\n`);
}
