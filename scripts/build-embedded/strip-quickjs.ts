/** Takes the address of its WebAssembly file out of QuickJS's glue, which the bundler would put in as text: the runtime gives the bytes. */
import type { Plugin } from 'vite';

const ADDRESS = /\(new URL\("emscripten-module\.wasm",import\.meta\.url\)\)\.href/;

export function stripQuickJs(): Plugin {
  return {
    name: 'strip-quickjs',
    enforce: 'pre',
    transform(code, id) {
      if (!/quickjs-wasmfile-release-sync\/dist\/emscripten-module\.[\w.]*mjs$/.test(id)) return null;
      if (!ADDRESS.test(code)) throw new Error(`The glue of QuickJS has changed: ${id}`);
      return { code: code.replace(ADDRESS, '""'), map: null };
    },
  };
}
