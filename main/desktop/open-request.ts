/** What a start of the app was asked to open: files, folders and links on its command line. */
import { resolve } from 'node:path';

export interface OpenRequest {
  /** Places and links, as they were typed. */
  args: string[];
  /** What relative places are relative to. */
  folder: string;
}

export interface StartedApp {
  /** `process.argv` */
  argv: readonly string[];
  kind: 'packaged' | 'checkout';
  /** `app.getAppPath()`: in a checkout it is an argument of Electron. */
  appPath: string;
  folder: string;
}

/** Flags are Electron's own. */
export function readOpenRequest({ argv, kind, appPath, folder }: StartedApp): OpenRequest {
  const own = kind === 'packaged' ? 0 : argv.findIndex((arg, at) => at > 0 && resolve(folder, arg) === appPath);
  const args = own === -1 ? [] : argv.slice(own + 1).filter((arg) => arg !== '' && !arg.startsWith('-'));
  return { args, folder };
}

/** What another start of the app says that it was asked; null for what is none. By hand: see `isWindowState`. */
export function checkOpenRequest(data: unknown): OpenRequest | null {
  const { args, folder } = (data ?? {}) as Partial<Record<keyof OpenRequest, unknown>>;
  if (typeof folder !== 'string' || !Array.isArray(args)) return null;
  return { folder, args: args.filter((arg) => typeof arg === 'string') };
}
