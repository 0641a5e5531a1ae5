/** Lua, by wasmoon's build of PUC-Rio's interpreter. Nothing of wasmoon's JavaScript is used, so no bridge exists. */
import { openInterpreter } from '../lua/interpreter';
import { Standalone } from '../lua/standalone';
import type { Runtime, RuntimeManifest } from '../runtime';

export const manifest: RuntimeManifest = {
  id: 'lua',
  title: 'Lua 5.4 (wasmoon 1.16)',
  assets: { wasm: 'wasmoon/dist/glue.wasm' },
  minMemoryBytes: 24 * 2 ** 20,
  overheadBytes: 64 * 2 ** 20,
};

const runtime: Runtime = {
  manifest,
  async start(host) {
    const standalone = new Standalone(openInterpreter(host), host);
    return { run: (job) => standalone.run(job) };
  },
};
export default runtime;
