/** Debian packages that tests need: found, or installed where this process is root on Debian. */
import { readFile } from 'node:fs/promises';
import { type Log, missing, type Readiness, ready } from './readiness';
import { runCommand } from './run-command';

/** A slow mirror is waited for; a dead one is not waited for for ever. */
const INSTALL_TIMEOUT_MS = 10 * 60_000;
/** Another apt may be at work on a machine that has just started. */
const LOCK_WAIT_S = 120;

export class AptInstaller {
  readonly #log: Log;
  #updated = false;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Installs those of the packages that are not there. */
  async ensure(packages: readonly string[], signal: AbortSignal): Promise<Readiness> {
    if (!(await isDebian())) {
      return missing('this is not Debian', `install what Debian calls ${packages.join(' ')}`);
    }
    const absent = await this.#findAbsent(packages);
    if (absent.length === 0) return ready();
    const remedy = `apt-get install -y --no-install-recommends ${absent.join(' ')}`;
    if (process.getuid?.() !== 0) return missing(`not installed: ${absent.join(', ')}`, `sudo ${remedy}`);

    this.#log(`Installing from Debian: ${absent.join(' ')}`);
    if (!this.#updated) {
      const update = await this.#apt(['update'], signal);
      if (update !== null)
        return missing(`apt-get update failed: ${update}`, 'check that the Debian mirror is reached');
      this.#updated = true;
    }
    const failure = await this.#apt(['install', '-y', '--no-install-recommends', ...absent], signal);
    return failure === null ? ready() : missing(`apt-get install failed: ${failure}`, remedy);
  }

  /** @returns null, or the last thing that apt said */
  async #apt(args: string[], signal: AbortSignal): Promise<string | null> {
    const result = await runCommand('apt-get', ['-q', '-o', `DPkg::Lock::Timeout=${LOCK_WAIT_S}`, ...args], {
      signal,
      timeoutMs: INSTALL_TIMEOUT_MS,
      // Tests start what they need themselves; a package that is a service is not started in this runlevel.
      environment: { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
      output: 'keep',
    });
    if (result.exitCode === 0) return null;
    return result.output.trim().split('\n').at(-1) || result.failure;
  }

  async #findAbsent(packages: readonly string[]): Promise<string[]> {
    const { output } = await runCommand('dpkg-query', ['-W', '-f', DPKG_FORMAT], { output: 'keep' });
    const installed = parseInstalled(output);
    return packages.filter((name) => !installed.has(name));
  }
}

const DPKG_FORMAT = '$' + '{db:Status-Status}\t$' + '{Package}\t$' + '{Provides}\n';

/**
 * Reads `dpkg-query` output of status, name and provided names, separated by tabs.
 * A provided name counts: Debian 13 has `libgtk-3-0t64` in place of `libgtk-3-0`.
 */
export function parseInstalled(output: string): Set<string> {
  const names = new Set<string>();
  for (const line of output.split('\n')) {
    const [status, name, provides = ''] = line.split('\t');
    if (status !== 'installed' || name === undefined) continue;
    names.add(name);
    for (const provided of provides.split(',')) names.add(provided.trim().split(' ')[0] ?? '');
  }
  names.delete('');
  return names;
}

export async function isDebian(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^ID="?debian"?$/m.test(release);
}
