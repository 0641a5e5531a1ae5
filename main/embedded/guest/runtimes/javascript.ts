/** JavaScript: QuickJS, made to look like Node. */
import { JavaScriptRuntime } from '../javascript/javascript-runtime';
import type { Runtime, RuntimeManifest } from '../runtime';

export const manifest: RuntimeManifest = {
  id: 'javascript',
  title: 'JavaScript (QuickJS 2025-09)',
  assets: { wasm: '@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm' },
  minMemoryBytes: 32 * 2 ** 20,
  overheadBytes: 96 * 2 ** 20,
};

export default {
  manifest,
  async start(host) {
    const runtime = new JavaScriptRuntime(host);
    await runtime.load();
    return { run: (job) => runtime.run(job) };
  },
} satisfies Runtime;
