/** Keeps `out/` as new as its sources. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What the build is made from. */
const SOURCES = [
  'contract',
  'client',
  'main',
  'preload',
  'renderer',
  'scripts/build-embedded',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];

/** What it makes, each part's entry. The oldest tells when the build began to write. */
const RESULTS = [
  'out/main/index.js',
  'out/main/serve.js',
  'out/main/runyard.js',
  'out/embedded/supervisor.cjs',
  'out/preload/index.cjs',
  'out/renderer/index.html',
];

/** Whether all results are there and newer than each source. Folders count: a file may have been removed. */
export async function isBuildCurrent(root: string): Promise<boolean> {
  const results = await Promise.all(RESULTS.map((path) => modifiedAt(join(root, path))));
  const oldestResult = Math.min(...results.map((time) => time ?? Number.NEGATIVE_INFINITY));
  const newest = await Promise.all(SOURCES.map((path) => newestIn(join(root, path))));
  return Math.max(...newest) < oldestResult;
}

async function newestIn(path: string): Promise<number> {
  const own = (await modifiedAt(path)) ?? Number.NEGATIVE_INFINITY;
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  const inner = entries
    .filter((entry) => !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => (entry.isDirectory() ? newestIn : modifiedAt)(join(path, entry.name)));
  return Math.max(own, ...(await Promise.all(inner)).map((time) => time ?? own));
}

async function modifiedAt(path: string): Promise<number | null> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}

/**
 * Builds with electron-vite, which says much; it is shown only when it fails.
 * @throws Error with the end of what it said
 */
export async function build(root: string): Promise<void> {
  const script = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const builder = spawn(process.execPath, [script, 'build'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [builder.stdout, builder.stderr]) {
    stream.on('data', (data: Buffer) => {
      said = (said + data.toString()).slice(-8192);
    });
  }
  const [code] = await once(builder, 'close');
  if (code !== 0) {
    throw new Error(
      `${said.trim()}\n\nThe build failed. If packages are missing, run \`npm install\`; else see the lines above.`,
    );
  }
}
