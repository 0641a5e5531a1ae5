/** TypeScript: its types are stripped, as Node does it, and QuickJS runs the rest. */
import { JavaScriptRuntime, type Program } from '../javascript/javascript-runtime';
import { stripTypes, TypeScriptError } from '../javascript/strip-types';
import type { Runtime, RuntimeManifest } from '../runtime';

export const manifest: RuntimeManifest = {
  id: 'typescript',
  title: 'TypeScript (types stripped, QuickJS 2025-09)',
  assets: { wasm: '@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm' },
  minMemoryBytes: 32 * 2 ** 20,
  overheadBytes: 112 * 2 ** 20,
};

export default {
  manifest,
  async start(host) {
    const runtime = new JavaScriptRuntime(host);
    await runtime.load();
    let program: Program | undefined;
    return {
      compile(job) {
        try {
          const stripped = stripTypes(job);
          program = stripped.program;
          runtime.state.findOriginalColumn = (path, line, column) =>
            stripped.columns.get(path)?.findOriginal(line, column) ?? column;
          return 0;
        } catch (error) {
          if (!(error instanceof TypeScriptError)) throw error;
          host.write('stderr', new TextEncoder().encode(error.message));
          return 1;
        }
      },
      run: (job) => runtime.run(program ?? job),
    };
  },
} satisfies Runtime;
