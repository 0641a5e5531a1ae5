/** Builds the spec provider: what the person named, what lies in the data folder, and Runyard's own. */
import { join } from 'node:path';
import type { Config } from '../config/config';
import { openSource } from './open-source';
import { PathSource } from './path-source';
import { SpecCopyFolder, type WriteFile } from './spec-copies';
import { SpecProvider } from './spec-provider';

export interface SpecOptions {
  config: Pick<Config, 'specSources' | 'specPrivateHosts'>;
  /** Folder of Runyard's own. */
  specsDir: string;
  /** Folder of what is kept between starts; a folder `specs` in it is the person's. */
  dataDir: string;
  writeFile: WriteFile;
}

export function composeSpecs({ config, specsDir, dataDir, writeFile }: SpecOptions): SpecProvider {
  const copies = new SpecCopyFolder(join(dataDir, 'spec-copies'), writeFile);
  const options = { copies, privateHosts: config.specPrivateHosts, now: Date.now };
  return new SpecProvider([
    ...config.specSources.map((named) => openSource(named, options)),
    new PathSource(join(dataDir, 'specs'), 'fine'),
    new PathSource(specsDir),
  ]);
}
