/** The programs that a guest process may be: this Node, and the Electron for tests where there is one. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface Executable {
  name: string;
  execPath: string;
  nodeVersion: string;
  isElectron: boolean;
}

export function listExecutables(): Executable[] {
  const node = { execPath: process.execPath, nodeVersion: process.versions.node, isElectron: false };
  const electron = findElectron();
  return [{ name: `Node ${node.nodeVersion}`, ...node }, ...listOtherNodes(), ...(electron ? [electron] : [])];
}

/** Other versions of Node to try, their paths between colons. */
function listOtherNodes(): Executable[] {
  const paths = (process.env.RUNYARD_TEST_NODES ?? '').split(':').filter(Boolean);
  return paths.map((execPath) => {
    const nodeVersion = askVersion(execPath, {});
    return { name: `Node ${nodeVersion}`, execPath, nodeVersion, isElectron: false };
  });
}

/** Where `npm test` says that it is, or where it was put once. */
function findElectron(): Executable | null {
  const cache = process.env.RUNYARD_TEST_CACHE || join(homedir(), '.cache', 'runyard-test');
  const execPath = process.env.RUNYARD_TEST_ELECTRON || join(cache, 'electron-33.2.1', 'electron');
  if (!existsSync(execPath)) return null;
  const nodeVersion = askVersion(execPath, { ELECTRON_RUN_AS_NODE: '1' });
  return { name: `Electron as Node ${nodeVersion}`, execPath, nodeVersion, isElectron: true };
}

function askVersion(execPath: string, env: Record<string, string>): string {
  return execFileSync(execPath, ['-p', 'process.versions.node'], { env, encoding: 'utf8' }).trim();
}
