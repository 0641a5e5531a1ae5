/** Builds the spec provider: what the person named, what lies in the data folder, and Runyard's own. */
import { join, resolve } from 'node:path';
import type { Config } from '../config/config';
import { PathSource } from './path-source';
import { SpecProvider } from './spec-provider';

export interface SpecOptions {
  config: Pick<Config, 'specSources'>;
  /** Folder of Runyard's own. */
  specsDir: string;
  /** Folder of what is kept between starts; a folder `specs` in it is the person's. */
  dataDir: string;
}

export function composeSpecs({ config, specsDir, dataDir }: SpecOptions): SpecProvider {
  return new SpecProvider([
    ...config.specSources.map((named) => new PathSource(resolve(named))),
    new PathSource(join(dataDir, 'specs'), 'fine'),
    new PathSource(specsDir),
  ]);
}
