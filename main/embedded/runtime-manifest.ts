/** What the engine has to know of a runtime without loading it: written beside its code when it is built. */
import { z } from 'zod';

export const RuntimeManifest = z.object({
  /** As a spec's `embedded` names it; also the file's name. */
  id: z.string().regex(/^[a-z-]+$/),
  /** For people: `Python 3.14 (Pyodide 314)`. */
  title: z.string(),
  /** Files of npm packages that it reads, by a name of its own: `{ wasm: 'pyodide/pyodide.asm.wasm' }`. */
  assets: z.record(z.string(), z.string()),
  /** Lowest memory limit with which it can start, in bytes. */
  minMemoryBytes: z.number().int(),
  /** What the process needs beyond the program's own memory limit (engine, glue, compiled module), in bytes. */
  overheadBytes: z.number().int(),
  /** It can be started from a saved state, which `makeSnapshot` makes. */
  snapshot: z.boolean().default(false),
  /** Options of V8 that make it start or run faster; one that this V8 does not know is passed over. */
  v8Flags: z.array(z.string().regex(/^--[a-z-]+$/)).default([]),
  /** The npm package that it needs and the base install does not bring. */
  optionalPackage: z
    .object({
      name: z.string(),
      version: z.string(),
      /** As npm writes it: `sha512-…`. */
      integrity: z.string(),
      downloadBytes: z.number().int(),
    })
    .optional(),
});
export type RuntimeManifest = z.infer<typeof RuntimeManifest>;
/** As a runtime writes it. */
export type RuntimeManifestInput = z.input<typeof RuntimeManifest>;

export const BuiltManifest = RuntimeManifest.extend({
  /** Versions of the npm packages that the assets come from. Another version may not fit the code. */
  packages: z.record(z.string(), z.string()),
});
export type BuiltManifest = z.infer<typeof BuiltManifest>;

/** `@scope/name` or `name` of a file in a package. */
export function packageOf(assetPath: string): string {
  return assetPath
    .split('/')
    .slice(0, assetPath.startsWith('@') ? 2 : 1)
    .join('/');
}
