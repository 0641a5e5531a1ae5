/** C++, by clang compiled to WebAssembly. */
import { clangManifest, startClang } from '../clang/c-runtime';
import type { Runtime, RuntimeManifest } from '../runtime';

export const manifest: RuntimeManifest = { id: 'cpp', title: 'C++ (clang 22, WASI)', ...clangManifest };

export default {
  manifest,
  start: (host) =>
    startClang(host, {
      endings: ['.cpp', '.cc', '.cxx'],
      name: 'c++',
      standard: 'gnu++20',
      flags: ['-fno-exceptions', '-fcxx-exceptions', '-fdeprecated-macro'],
      includeFolders: ['include/wasm32-wasip1/c++/v1', 'include/c++/v1'],
      libraries: [
        'c++',
        'c++abi',
        'c',
        'm',
        'wasi-emulated-signal',
        'wasi-emulated-process-clocks',
        'wasi-emulated-mman',
        'wasi-emulated-getpid',
      ],
    }),
} satisfies Runtime;
