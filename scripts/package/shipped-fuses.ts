/** The switches inside Electron's binary, as Runyard is shipped. */
import { FuseV1Options, FuseVersion } from '@electron/fuses';

/**
 * `RunAsNode` stays on: guests of the embedded engine are this binary as Node, because a utility process ignores the
 * permission flags and can be given no files, no empty environment and no walls. What is not named keeps its default.
 */
export const shippedFuses = {
  version: FuseVersion.V1,
  [FuseV1Options.RunAsNode]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
} as const;
