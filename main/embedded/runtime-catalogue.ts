/** The runtimes that were built, and whether what each needs is on this machine. */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BuiltManifest, BuiltManifest as BuiltManifestSchema, packageOf } from './runtime-manifest';

export interface Runtime {
  manifest: BuiltManifest;
  /** Its code. */
  bundlePath: string;
  /** Absolute paths by the manifest's names. */
  assetPaths: Record<string, string>;
}

export type RuntimeState =
  | { state: 'ready'; runtime: Runtime }
  /** Its optional package can be installed. */
  | { state: 'missing'; manifest: BuiltManifest }
  /** One sentence each. */
  | { state: 'broken'; manifest: BuiltManifest | null; reason: string; remedy: string };

export interface RuntimeCatalogueOptions {
  /** Where the build put the runtimes. */
  embeddedDir: string;
  /** A folder with the `node_modules` of optional packages. */
  packagesDir: string;
}

export class RuntimeCatalogue {
  readonly #options: RuntimeCatalogueOptions;
  readonly #states = new Map<string, RuntimeState>();

  constructor(options: RuntimeCatalogueOptions) {
    this.#options = options;
  }

  /** What runs in a guest process before any runtime. */
  get supervisorPath(): string {
    return join(this.#options.embeddedDir, 'supervisor.cjs');
  }

  async list(): Promise<RuntimeState[]> {
    const files = await readdir(this.#options.embeddedDir).catch(() => []);
    const ids = files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));
    return Promise.all(ids.sort().map((id) => this.find(id)));
  }

  /** Looks once; `forget` has it look again. */
  async find(id: string): Promise<RuntimeState> {
    const known = this.#states.get(id);
    if (known) return known;
    const state = await this.#examine(id);
    // What is missing may come at any time, and looking costs little.
    if (state.state === 'ready') this.#states.set(id, state);
    return state;
  }

  forget(id: string): void {
    this.#states.delete(id);
  }

  async #examine(id: string): Promise<RuntimeState> {
    const { embeddedDir } = this.#options;
    const remedy = 'Build Runyard again: npm run build.';
    let manifest: BuiltManifest;
    try {
      manifest = BuiltManifestSchema.parse(JSON.parse(await readFile(join(embeddedDir, `${id}.json`), 'utf8')));
    } catch {
      return { state: 'broken', manifest: null, reason: `The embedded runtime "${id}" was not built.`, remedy };
    }
    const folders = new Map<string, string>();
    for (const [name, version] of Object.entries(manifest.packages)) {
      const found = await this.#findPackage(name);
      const optional = manifest.optionalPackage?.name === name;
      if (found?.version === version) folders.set(name, found.folder);
      else if (optional) return { state: 'missing', manifest };
      else return { state: 'broken', manifest, ...explainPackage(name, version, found?.version ?? null) };
    }
    const assetPaths: Record<string, string> = {};
    for (const [name, path] of Object.entries(manifest.assets)) {
      const packageName = packageOf(path);
      assetPaths[name] = join(folders.get(packageName) ?? '', path.slice(packageName.length + 1));
    }
    return { state: 'ready', runtime: { manifest, bundlePath: join(embeddedDir, `${id}.js`), assetPaths } };
  }

  async #findPackage(name: string): Promise<{ folder: string; version: string } | null> {
    for (const root of [...ancestors(this.#options.embeddedDir), this.#options.packagesDir]) {
      const folder = join(root, 'node_modules', name);
      try {
        const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
        return { folder, version };
      } catch {
        // Not here; the next place may have it.
      }
    }
    return null;
  }
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

function explainPackage(name: string, wanted: string, found: string | null): { reason: string; remedy: string } {
  const what = found === null ? 'is not installed' : `is installed in version ${found}, but ${wanted} is needed`;
  return { reason: `The npm package ${name} ${what}.`, remedy: "Run npm install in Runyard's folder." };
}
