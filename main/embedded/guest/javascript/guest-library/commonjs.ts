/** One CommonJS file: its `module`, its compilation, and the tests that tell it from an ES module. */

import { decodeUtf8 } from './encoding';
import { type FileNode, find, readBytes } from './file-tree';
import type { Require } from './modules';
import { native } from './native';
import * as path from './path';
import { compiledSources, MODULE_FUNCTION } from './stack';

const WRAPPER = `(function ${MODULE_FUNCTION}(exports, require, module, __filename, __dirname) {`;

/** As the person wrote it, where the source is a translation. */
const originals = new Map<string, string>();
export function setOriginals(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) originals.set(path.resolve('/work', name), text);
}

export class CommonJsModule {
  readonly id: string;
  readonly filename: string;
  readonly path: string;
  readonly children: CommonJsModule[] = [];
  exports: unknown = {};
  loaded = false;
  declare parent: CommonJsModule | null;
  declare isEntry: boolean;
  declare require: Require;

  constructor(filename: string, parent: CommonJsModule | null) {
    this.id = filename;
    this.filename = filename;
    this.path = path.dirname(filename);
    for (const [name, value] of Object.entries({ parent, isEntry: false, require: undefined }))
      Object.defineProperty(this, name, { value, writable: true, enumerable: false });
    parent?.children.push(this);
  }
}

/** Keeps what stack traces need; gives the text to compile. */
export function registerSource(place: string, source: string, prefix: string, isModule: boolean): string {
  // The first line of a script that can be started by its path; as a comment it keeps its place.
  const compiled = source.replace(/^\ufeff/, '').replace(/^#!/, '//');
  compiledSources.set(place, { original: originals.get(place) ?? source, compiled, prefix, isModule });
  return prefix + compiled;
}

type ModuleFunction = (
  exports: unknown,
  require: Require,
  module: CommonJsModule,
  file: string,
  folder: string,
) => unknown;

export function compileCommonJs(
  module: CommonJsModule,
  source: string,
  createRequire: (from: CommonJsModule) => Require,
): () => void {
  const { filename } = module;
  const text = registerSource(filename, source, WRAPPER, false);
  const compiled = native.evaluateScript(`${text}\n})`, filename) as ModuleFunction;
  return () => {
    module.require = createRequire(module);
    if (module.isEntry) module.require.main = module;
    compiled.call(module.exports, module.exports, module.require, module, filename, path.dirname(filename));
  };
}

/** By its name and its nearest `package.json`; other files tell by their syntax. */
export function isModulePath(place: string): boolean {
  if (/\.m[jt]s$/.test(place)) return true;
  if (/\.c[jt]s$/.test(place) || place.endsWith('.json')) return false;
  return readPackageType(path.dirname(place)) === 'module';
}

function readPackageType(folder: string): string {
  for (let at = folder; ; at = path.dirname(at)) {
    const node = find(path.join(at, 'package.json'));
    if (node?.kind === 'file') {
      try {
        return String((JSON.parse(readText(node)) as { type?: unknown }).type ?? '');
      } catch {
        return '';
      }
    }
    if (at === '/') return '';
  }
}

function readText(node: FileNode): string {
  return typeof node.content === 'string' ? node.content : decodeUtf8(readBytes(node));
}

/** Words without which no ES module fails as CommonJS. */
const moduleWords = /\b(?:import|export|await)\b/;

/** Whether a file that is not CommonJS by its syntax may be an ES module. */
export function isNotCommonJs(place: string, source: string, failure: unknown): boolean {
  return (
    failure instanceof SyntaxError &&
    !/\.c[jt]s$/.test(place) &&
    readPackageType(path.dirname(place)) !== 'commonjs' &&
    moduleWords.test(source)
  );
}
