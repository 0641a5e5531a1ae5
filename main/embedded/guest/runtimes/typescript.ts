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

const WARM_SOURCE = `import { a, type B } from './b.ts';
export interface C<T> extends B { readonly d?: T }
type E = keyof C<string> | { [key: string]: number[] };
enum F { G, H = 'h' }
export class I<T> extends Array<T> implements C<T> { constructor(private j: T, public k = 1) { super() } async l(m?: E): Promise<void> { await a(m!) } }
const n = (o: unknown): o is string => typeof o === 'string' && /p/.test(\`\${o as string}\`);
for (const [q] of Object.entries({ n })) { try { console.log(q satisfies string, F.G) } catch (r: unknown) { throw r } }
`;

export default {
  manifest,
  async start(host) {
    const runtime = new JavaScriptRuntime(host);
    await runtime.load();
    // V8 compiles the translator's functions when they are first called: now, not when the program waits.
    stripTypes({ files: [{ path: 'warm.ts', content: WARM_SOURCE }], entry: 'warm.ts', args: [], env: {} });
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
