/** C, by clang compiled to WebAssembly. */
import { clangManifest, startClang } from '../clang/c-runtime';
import type { Runtime, RuntimeManifest } from '../runtime';

export const manifest: RuntimeManifest = { id: 'c', title: 'C (clang 22, WASI)', ...clangManifest };

export default {
  manifest,
  start: (host) =>
    startClang(host, {
      endings: ['.c'],
      name: 'c',
      standard: 'gnu17',
      flags: [],
      includeFolders: [],
      libraries: [
        'c',
        'm',
        'wasi-emulated-signal',
        'wasi-emulated-process-clocks',
        'wasi-emulated-mman',
        'wasi-emulated-getpid',
      ],
    }),
} satisfies Runtime;
