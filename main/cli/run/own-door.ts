/** A Runyard of this process's own, as soon as it can be: a container is begun before the engine is loaded. */
import type { RunRequestInput } from '../../../contract';
import { HeadStart } from '../../docker/head-start';
import { findPlaces } from '../places';
import { type Circumstances, EarlierRuns } from './earlier-run';
import type { OpenWhole } from './repeat-door';
import type { RunDoor } from './run-door';

export type Wants = Pick<Circumstances, 'language' | 'network' | 'provider'> & Pick<RunRequestInput, 'limits'>;

/** @param wants what is to be run */
export async function openOwnDoor(
  dataDir: string,
  environment: Circumstances['environment'],
  { limits, ...words }: Wants,
): Promise<RunDoor> {
  const { specsDir } = findPlaces();
  const runs = new EarlierRuns({ dataDir, specsDir, environment, ...words });
  const earlier = runs.recall();
  const headStart = new HeadStart(earlier?.guess ?? null);
  const openWhole: OpenWhole = async (found) => (await import('./engine-door')).openEngineDoor(runs, headStart, found);
  // Limits of the person's own are for the contract to check.
  if (!earlier || limits) return openWhole(null);
  const { RepeatDoor } = await import('./repeat-door');
  return new RepeatDoor(runs, earlier, headStart, openWhole);
}
