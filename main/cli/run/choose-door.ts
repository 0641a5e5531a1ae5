/** Who runs it: the Runyard that was named, the one that is served on this machine, or one of this process's own. */
import type { RunRequestInput } from '../../../contract';
import { resolveDataDir } from '../../config/data-dir';
import { findDoor } from '../../config/door-file';
import { HeadStart } from '../../docker/head-start';
import { misuse } from '../complaint';
import { findPlaces } from '../places';
import { type Circumstances, recall } from './earlier-run';
import { DoorClosed, HttpDoor } from './http-door';
import type { RunDoor } from './run-door';

export type DoorChoice =
  /** `fallback`: what to do where it turns out that nothing answers there. */
  { door: RunDoor; fallback: (() => Promise<RunDoor>) | null };

export type Wants = Pick<Circumstances, 'language' | 'network' | 'provider'> & Pick<RunRequestInput, 'limits'>;

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
  const { limits, ...words } = wants;
  const { specsDir } = findPlaces();
  const openOwn = () => openOwnDoor({ dataDir, specsDir, environment, ...words }, limits);
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

/** A container is begun before the engine is loaded, which takes about as long as it takes to start. */
async function openOwnDoor(circumstances: Circumstances, limits: Wants['limits']): Promise<RunDoor> {
  const earlier = recall(circumstances);
  const headStart = new HeadStart(earlier?.guess ?? null);
  const openWhole = async () => (await import('./engine-door')).openEngineDoor(circumstances, headStart);
  // Limits of the person's own are for the contract to check.
  if (!earlier || limits) return openWhole();
  const { RepeatDoor } = await import('./repeat-door');
  return new RepeatDoor(earlier, headStart, openWhole);
}

/** Whether nothing was begun, so that another door may be tried. */
export function isClosed(error: unknown): boolean {
  return error instanceof DoorClosed;
}
