/** From a request to the path of a file: https://nodejs.org/api/modules.html#all-together */
import { decodeUtf8 } from './encoding';
import { find, readBytes } from './file-tree';
import { native } from './native';
import * as path from './path';

const extensions = ['.js', '.json', '.ts', '.cjs', '.mjs', '.cts', '.mts'];
/** In TypeScript, one may import by the name that the compiled file would have. */
const typedExtensions: Record<string, string> = { '.js': '.ts', '.mjs': '.mts', '.cjs': '.cts' };

const unsupported: Record<string, string> = {
  sockets: 'http https http2 net tls dgram dns dns/promises inspector',
  subprocesses: 'child_process cluster',
  threads: 'worker_threads',
};

/** Undefined where there is no such file; the engine is told of packages, which it does not have. */
export function resolvePath(base: string, request: string, _way: 'require' | 'import'): string | undefined {
  if (/^(\.{0,2}\/|\.\.?$)/.test(request)) return findFile(path.resolve(path.dirname(base), request));
  for (let folder = path.dirname(base); ; folder = path.dirname(folder)) {
    const found = findFile(path.join(folder, 'node_modules', request));
    if (found) return found;
    if (folder === '/') break;
  }
  tellMissing(request);
  return undefined;
}

function tellMissing(request: string): void {
  const name = request.replace(/^node:/, '');
  for (const [what, names] of Object.entries(unsupported))
    if (names.split(' ').includes(name)) {
      native.tellUnsupported(what, name);
      return;
    }
  native.tellUnsupported('package', /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
}

function findFile(place: string): string | undefined {
  const node = find(place);
  if (node?.kind === 'file') return place;
  for (const extension of extensions) if (find(place + extension)?.kind === 'file') return place + extension;
  const own = path.extname(place);
  const typed = typedExtensions[own];
  if (typed) {
    const replaced = place.slice(0, -own.length) + typed;
    if (find(replaced)?.kind === 'file') return replaced;
  }
  if (node?.kind !== 'folder') return undefined;
  const main = readMain(place);
  return (
    (main && findFile(path.join(place, main))) ||
    extensions.map((extension) => path.join(place, `index${extension}`)).find((index) => find(index)?.kind === 'file')
  );
}

function readMain(folder: string): string | undefined {
  const node = find(path.join(folder, 'package.json'));
  if (node?.kind !== 'file') return undefined;
  try {
    const { main, exports } = JSON.parse(decodeUtf8(readBytes(node))) as { main?: string; exports?: unknown };
    const root =
      typeof exports === 'object' && exports !== null && '.' in exports
        ? (exports as Record<string, unknown>)['.']
        : exports;
    if (typeof root === 'string') return root;
    if (typeof root === 'object' && root !== null) {
      const conditions = root as Record<string, unknown>;
      for (const name of ['node', 'import', 'require', 'default'])
        if (typeof conditions[name] === 'string') return conditions[name];
    }
    return main;
  } catch {
    return undefined;
  }
}
