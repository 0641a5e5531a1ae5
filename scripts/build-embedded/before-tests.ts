/**
 * Has tests run against the runtimes as their sources are now; `RUNYARD_TEST_BUILT=1` takes them as they were built.
 * Optional packages are installed as a person would have them, once a machine; `RUNYARD_TEST_PACKAGES` names another
 * folder that holds them.
 */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { readConfig } from '../../main/config/load-config';
import { RuntimeCatalogue } from '../../main/embedded/runtime-catalogue';
import { installRuntime } from '../../main/embedded/runtime-installer';
import { BuiltManifest } from '../../main/embedded/runtime-manifest';
import { buildEmbedded } from './build-embedded';

const OPTIONAL_RUNTIMES = ['c'];
const INSTALL_TIMEOUT_MS = 5 * 60_000;

export async function setup(): Promise<void> {
  if (process.env.RUNYARD_TEST_BUILT !== '1') await buildEmbedded(resolve());
  if (process.env.RUNYARD_TEST_PACKAGES) return;
  const packagesDir = join(process.env.RUNYARD_TEST_CACHE ?? join(homedir(), '.cache/runyard-test'), 'packages');
  try {
    for (const id of OPTIONAL_RUNTIMES) await ensureRuntime(id, packagesDir);
    process.env.RUNYARD_TEST_PACKAGES = packagesDir;
  } catch (error) {
    console.warn(`Tests of optional runtimes are skipped: ${error instanceof Error ? error.message : error}`);
  }
}

async function ensureRuntime(id: string, packagesDir: string): Promise<void> {
  const embeddedDir = resolve('out/embedded');
  const { state } = await new RuntimeCatalogue({ embeddedDir, packagesDir }).find(id);
  if (state === 'ready') return;
  const manifest = BuiltManifest.parse(JSON.parse(await readFile(join(embeddedDir, `${id}.json`), 'utf8')));
  const registry = readConfig(process.env).npmRegistry;
  const signal = AbortSignal.timeout(INSTALL_TIMEOUT_MS);
  await installRuntime(manifest, { registry, packagesDir, signal, report: () => {} });
}
