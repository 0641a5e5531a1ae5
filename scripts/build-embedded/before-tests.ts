/** Has tests run against the runtimes as their sources are now; `RUNYARD_TEST_BUILT=1` takes them as they were built. */
import { resolve } from 'node:path';
import { buildEmbedded } from './build-embedded';

export async function setup(): Promise<void> {
  if (process.env.RUNYARD_TEST_BUILT !== '1') await buildEmbedded(resolve());
}
