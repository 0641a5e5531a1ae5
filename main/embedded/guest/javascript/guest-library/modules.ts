/** CommonJS and ES modules: finding, compiling, running, and each in the other. */
import { BRIDGE, writeBridgeModule } from './bridge-module';
import { builtinModules, findBuiltin } from './builtins';
import { CommonJsModule, compileCommonJs, isModulePath, isNotCommonJs, registerSource } from './commonjs';
import { findCommonJsNames } from './commonjs-names';
import { decodeUtf8 } from './encoding';
import { codedError } from './errors';
import { type FileNode, find, readBytes } from './file-tree';
import { native } from './native';
import * as path from './path';
import { resolvePath } from './resolve';

const BUILTIN_PREFIX = 'node:';

let lastNamespace: unknown;

export function installModules(): void {
  const bridge = Object.freeze({
    builtin: (name: string) => findBuiltin(name),
    commonJs: (place: string) => requireFile(place),
    take: (namespace: unknown) => {
      lastNamespace = namespace;
    },
  });
  Object.defineProperty(globalThis, BRIDGE, { value: bridge });
}

function readSource(place: string): string {
  const node = find(place) as FileNode;
  return typeof node.content === 'string' ? node.content : decodeUtf8(readBytes(node));
}

export function runEntry(place: string): void {
  if (find(place)?.kind !== 'file') {
    const error = codedError(Error, 'MODULE_NOT_FOUND', `Cannot find module '${place}'`);
    Object.assign(error, { requireStack: [] });
    throw error;
  }
  if (!isModulePath(place)) {
    const module = new CommonJsModule(place, null);
    module.isEntry = true;
    const failure = tryCommonJs(module);
    if (!failure) return;
    if (!isNotCommonJs(place, readSource(place), failure)) throw failure;
  }
  knownModules.add(place);
  isEntryPending = true;
  void importModule(place).then(
    () => {
      isEntryPending = false;
    },
    (error: unknown) => {
      isEntryPending = false;
      reportFailure(error);
    },
  );
}

let isEntryPending = false;
/** Found not to be CommonJS. */
const knownModules = new Set<string>();
/** The entry waits at its top level for what will never come. */
export function isEntryUnsettled(): boolean {
  return isEntryPending;
}

let reportFailure: (error: unknown) => void = () => {};
export function onEntryFailure(report: (error: unknown) => void): void {
  reportFailure = report;
}

let importFunction: ((place: string) => Promise<unknown>) | undefined;
function importModule(place: string): Promise<unknown> {
  importFunction ??= native.evaluateScript('(place) => import(place)', 'node:internal/import') as typeof importFunction;
  return (importFunction as (place: string) => Promise<unknown>)(place);
}

/** Gives the syntax error in place of throwing it. */
function tryCommonJs(module: CommonJsModule): unknown {
  let run: (() => void) | undefined;
  try {
    run = compileCommonJs(module, readSource(module.filename), createRequire);
  } catch (error) {
    return error;
  }
  cache[module.filename] = module;
  try {
    run();
    module.loaded = true;
  } catch (error) {
    delete cache[module.filename];
    throw error;
  }
  return undefined;
}

export const cache: Record<string, CommonJsModule> = Object.create(null);

function requireFile(place: string, parent: CommonJsModule | null = null): unknown {
  const cached = cache[place];
  if (cached) return cached.exports;
  const module = new CommonJsModule(place, parent);
  if (place.endsWith('.json')) {
    cache[place] = module;
    module.exports = parseJson(place);
    module.loaded = true;
    return module.exports;
  }
  if (isModulePath(place)) return requireModule(place);
  const failure = tryCommonJs(module);
  if (!failure) return module.exports;
  if (!isNotCommonJs(place, readSource(place), failure)) throw failure;
  return requireModule(place);
}

function requireModule(place: string): unknown {
  native.evaluateModule(
    `import * as namespace from ${JSON.stringify(place)};globalThis[Symbol.for('node.internal.bridge')].take(namespace)`,
    `node:internal/require${++requireCount}`,
  );
  const namespace = lastNamespace as Record<string, unknown>;
  lastNamespace = undefined;
  return 'module.exports' in namespace ? namespace['module.exports'] : namespace;
}
let requireCount = 0;

function parseJson(place: string): unknown {
  try {
    return JSON.parse(readSource(place).replace(/^\ufeff/, ''));
  } catch (error) {
    (error as Error).message = `${place}: ${(error as Error).message}`;
    throw error;
  }
}

export interface Require {
  (request: string): unknown;
  resolve(request: string): string;
  cache: typeof cache;
  main: CommonJsModule | undefined;
}

export function createRequire(from: string | CommonJsModule): Require {
  const parent = typeof from === 'string' ? null : from;
  const base = typeof from === 'string' ? from.replace(/^file:\/\//, '') : from.filename;
  const resolveRequest = (request: string): string => {
    if (typeof request !== 'string')
      throw codedError(
        TypeError,
        'ERR_INVALID_ARG_TYPE',
        `The "id" argument must be of type string. Received ${request}`,
      );
    const found = resolvePath(base, request, 'require');
    if (found) return found;
    throw Object.assign(
      codedError(Error, 'MODULE_NOT_FOUND', `Cannot find module '${request}'\nRequire stack:\n- ${base}`),
      {
        requireStack: [base],
      },
    );
  };
  const require = (request: string): unknown => {
    const builtin = findBuiltin(request);
    return builtin ?? requireFile(resolveRequest(request), parent);
  };
  const main = Object.values(cache).find((module) => module.isEntry) ?? (parent?.isEntry ? parent : undefined);
  return Object.assign(require, {
    resolve: (request: string) => (findBuiltin(request) ? request : resolveRequest(request)),
    cache,
    main,
  });
}

/** Errors of finding a module, by the name it got: the binding lets nothing but the loading fail. */
const failures = new Map<string, unknown>();
const FAILED_PREFIX = 'node:failed/';

/** @see Hooks.resolveModule */
export function resolveModule(base: string, request: string): string {
  try {
    return resolveImport(base, request);
  } catch (error) {
    const name = `${FAILED_PREFIX}${failures.size}`;
    failures.set(name, error);
    return name;
  }
}

function resolveImport(base: string, request: string): string {
  if (findBuiltin(request)) return BUILTIN_PREFIX + request.replace(/^node:/, '');
  const clean = request.replace(/^file:\/\//, '').replace(/[?#].*$/, '');
  const isRelative = /^(\.{0,2}\/|\.\.?$)/.test(clean);
  const found = isRelative ? path.resolve(path.dirname(base), clean) : resolvePath(base, clean, 'import');
  if (found && find(found)?.kind === 'file') return found;
  if (found && find(found)?.kind === 'folder')
    throw codedError(
      Error,
      'ERR_UNSUPPORTED_DIR_IMPORT',
      `Directory import '${found}' is not supported resolving ES modules imported from ${base}`,
    );
  const typed = found && resolvePath(base, clean, 'import');
  if (typed) return typed;
  throw codedError(
    Error,
    'ERR_MODULE_NOT_FOUND',
    isRelative
      ? `Cannot find module '${found}' imported from ${base}`
      : `Cannot find package '${request}' imported from ${base}`,
  );
}

/** @see Hooks.loadModule */
export function loadModule(place: string): string {
  if (place.startsWith(FAILED_PREFIX)) throw failures.get(place);
  if (place.startsWith(BUILTIN_PREFIX)) {
    const name = place.slice(BUILTIN_PREFIX.length);
    const names = Object.keys(builtinModules[name] ?? findBuiltin(name) ?? {});
    return writeBridgeModule(`builtin(${JSON.stringify(name)})`, names);
  }
  const source = readSource(place);
  if (place.endsWith('.json')) {
    parseJson(place);
    return `export default ${source
      .replace(/^\ufeff/, '')
      .replaceAll('\u2028', '\\u2028')
      .replaceAll('\u2029', '\\u2029')}`;
  }
  if (!isModulePath(place) && !knownModules.has(place) && (cache[place] || isCommonJs(place, source)))
    return writeBridgeModule(`commonJs(${JSON.stringify(place)})`, findCommonJsNames(source));
  return registerSource(place, source, writeMetaPrefix(place, source), true);
}

/** Compiles it, to learn which of the two it is. */
function isCommonJs(place: string, source: string): boolean {
  try {
    compileCommonJs(new CommonJsModule(place, null), source, createRequire);
    return true;
  } catch (error) {
    if (isNotCommonJs(place, source, error)) return false;
    throw error;
  }
}

function writeMetaPrefix(place: string, source: string): string {
  if (!source.includes('import.meta')) return '';
  const folder = JSON.stringify(path.dirname(place));
  const url = JSON.stringify(`file://${place}`);
  const isMain = place === entryPath;
  return `import.meta.dirname=${folder};import.meta.filename=${JSON.stringify(place)};import.meta.main=${isMain};import.meta.url=${url};import.meta.resolve=(x)=>new URL(x,${url}).href;`;
}
let entryPath = '';
export function setEntryPath(place: string): void {
  entryPath = place;
}
