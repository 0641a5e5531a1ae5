/** Finds out whether Chromium can build its sandbox, without starting it: it would only crash. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ChromiumSandboxFact } from './choose-door';

export interface SandboxProbe {
  platform: NodeJS.Platform;
  /** Null where the platform has none. */
  userId: number | null;
  /** The text of a kernel setting; null where there is no such setting. */
  readSetting(path: string): Promise<string | null>;
  /** Whether the file is root's and starts as root. */
  isSetuidRoot(path: string): Promise<boolean>;
}

/** Kernel settings that, at this value, keep an ordinary user from making the namespaces that Chromium needs. */
const FORBIDDING_SETTINGS: ReadonlyArray<readonly [string, string]> = [
  ['/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1'],
  ['/proc/sys/kernel/unprivileged_userns_clone', '0'],
  ['/proc/sys/user/max_user_namespaces', '0'],
];

export async function probeChromiumSandbox(executable: string, probe: SandboxProbe): Promise<ChromiumSandboxFact> {
  if (probe.platform !== 'linux') return { state: 'works' };
  if (probe.userId === 0) return { state: 'root' };
  const settings = await Promise.all(
    FORBIDDING_SETTINGS.map(async ([path, forbidding]) => (await probe.readSetting(path))?.trim() === forbidding),
  );
  if (!settings.includes(true)) return { state: 'works' };
  const helper = join(dirname(executable), 'chrome-sandbox');
  if (await probe.isSetuidRoot(helper)) return { state: 'works' };
  return { state: 'forbidden', remedy: `sudo chown root "${helper}" && sudo chmod 4755 "${helper}"` };
}

/** The machine that this runs on. */
export const thisMachine: SandboxProbe = {
  platform: process.platform,
  userId: process.getuid?.() ?? null,
  readSetting: (path) => readFile(path, 'utf8').catch(() => null),
  isSetuidRoot: async (path) => {
    const found = await stat(path).catch(() => null);
    return found !== null && found.uid === 0 && (found.mode & 0o4000) !== 0;
  },
};
