/** Who runs it: the Runyard that was named, the one that is served on this machine, or one of this process's own. */
import { resolveDataDir } from '../../config/data-dir';
import { findDoor } from '../../config/door-file';
import { misuse } from '../complaint';
import { DoorClosed, HttpDoor } from './http-door';
import type { Wants } from './own-door';
import type { RunDoor } from './run-door';

export type DoorChoice =
  /** `fallback`: what to do where it turns out that nothing answers there. */
  { door: RunDoor; fallback: (() => Promise<RunDoor>) | null };

/**
 * @param named by flag
 * @param wants what is to be run
 */
export async function chooseDoor(
  named: string | undefined,
  environment: Record<string, string | undefined>,
  wants: Wants,
): Promise<DoorChoice> {
  const dataDir = resolveDataDir(environment);
  const openOwn = async () => (await import('./own-door')).openOwnDoor(dataDir, environment, wants);
  const address = named ?? environment.RUNYARD_SERVER;
  if (address) {
    if (!/^https?:\/\//.test(address) || !URL.canParse(address)) {
      throw misuse(`"${address}" is no address of a server.`, 'Give one such as http://192.168.1.5:8080.');
    }
    return { door: new HttpDoor(address, environment.RUNYARD_TOKEN ?? ''), fallback: null };
  }
  const served = findDoor(dataDir);
  // What the configuration says here is not what that server was started with.
  if (!served || environment.RUNYARD_CONFIG) return { door: await openOwn(), fallback: null };
  return { door: new HttpDoor(served.origin, served.token), fallback: openOwn };
}

/** Whether nothing was begun, so that another door may be tried. */
export function isClosed(error: unknown): boolean {
  return error instanceof DoorClosed;
}
