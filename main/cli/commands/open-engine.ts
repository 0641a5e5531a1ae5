/** The engine for a command that asks it one thing. */
import { type ComposedEngine, composeEngine } from '../../compose';
import { resolveDataDir } from '../../config/data-dir';
import { loadConfig } from '../../config/load-config';
import { resolveWorkspaceDir } from '../../config/workspace-dir';
import { findPlaces } from '../places';

/** @throws RunyardError `CONFIG_INVALID` */
export async function openEngine(): Promise<ComposedEngine> {
  const { config } = loadConfig({ environment: process.env });
  const { specsDir, embeddedDir } = findPlaces();
  return composeEngine({
    specsDir,
    embeddedDir,
    config: { ...config, warmSandboxes: 0 },
    dataDir: resolveDataDir(process.env),
    workspaceDir: resolveWorkspaceDir(process.env),
    schedule: 'off',
  });
}
