/**
 * Takes out of Pyodide's glue code what the guest must not have: the bridge between Python and JavaScript, evaluation
 * of strings, and the loading of modules. The interpreter runs without all of it.
 */
import type { Plugin } from 'vite';

const GLUE = 'pyodide/pyodide.asm.mjs';

const replacements: [what: RegExp, by: string][] = [
  // The bundler would put the module itself in its place, as text of 13 MB.
  [/new URL\("pyodide\.asm\.wasm",import\.meta\.url\)\.href/, '"pyodide.asm.wasm"'],
  [/\beval\(/g, 'refuseEvaluation('],
  // Addresses of all exports, for modules that are loaded later; none is.
  [/updateGOT\(origExports\);/, ''],
  // No switching of stacks: a program runs to its end within one call.
  [/"Suspending"\s*in\s*WebAssembly/, 'false'],
  [/"Suspender"\s*in\s*WebAssembly/, 'false'],
  [/\bimport\(/g, 'refuseImport('],
  [/\brequire\(/g, 'refuseImport('],
];

const refusals =
  'function refuseEvaluation(){throw new Error("no evaluation")}function refuseImport(){throw new Error("no import")}';

export function stripPyodide(): Plugin {
  return {
    name: 'strip-pyodide',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith(GLUE)) return null;
      let stripped = removeBridge(code);
      for (const [what, by] of replacements) {
        if (!what.test(stripped)) throw new Error(`Pyodide's glue has changed: ${what} is not in it.`);
        stripped = stripped.replace(what, by);
      }
      return { code: `${stripped}${refusals}`, map: null };
    },
  };
}

/** The functions that `_pyodide_core` would start the bridge with; they hold all of it. */
function removeBridge(code: string): string {
  const start = code.indexOf('function pyodide_js_init(){');
  const end = code.indexOf('var StackSwitching=', start);
  if (start < 0) throw new Error("Pyodide's glue has changed: its bridge is not where it was.");
  if (end < 0) throw new Error("Pyodide's glue has changed: the end of its bridge is not where it was.");
  return `${code.slice(0, start)}function pyodide_js_init(){}${code.slice(end)}`;
}
