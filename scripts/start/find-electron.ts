/** Finds Electron's executable by looking at files: requiring the package would start a download. */
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the executable is inside an Electron distribution. */
function executableIn(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

export interface ElectronPlace {
  /** The installed package, `node_modules/electron`. */
  packageDir: string;
  platform: NodeJS.Platform;
  /** `ELECTRON_OVERRIDE_DIST_PATH`: a distribution to use instead of the package's own. */
  overrideDir: string | undefined;
}

/** The executable, or null when it is absent, of another version than the package, or only half there. */
export async function findElectron({ packageDir, platform, overrideDir }: ElectronPlace): Promise<string | null> {
  if (overrideDir) return existing(join(overrideDir, executableIn(platform)));
  try {
    const { version } = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8')) as { version: string };
    const installed = (await readFile(join(packageDir, 'dist', 'version'), 'utf8')).trim().replace(/^v/, '');
    // Written last, so it tells that the rest is whole.
    const path = await readFile(join(packageDir, 'path.txt'), 'utf8');
    return installed === version ? await existing(join(packageDir, 'dist', path)) : null;
  } catch {
    return null;
  }
}

async function existing(path: string): Promise<string | null> {
  return access(path).then(
    () => path,
    () => null,
  );
}
