/** Opens an address in the person's browser, where there is one to be seen. */
import { spawn } from 'node:child_process';

/** Says nothing when it fails: the address is printed too. */
export function openBrowser(address: string): void {
  const command = findOpener(process.platform, process.env, address);
  if (!command) return;
  const [file, ...args] = command;
  const child = spawn(file, args, { detached: true, stdio: 'ignore' });
  child.on('error', () => {});
  child.unref();
}

/** The command that opens the address, or null where nobody would see it. */
export function findOpener(
  platform: NodeJS.Platform,
  environment: Record<string, string | undefined>,
  address: string,
): [string, ...string[]] | null {
  if (platform === 'darwin') return ['open', address];
  // The first quoted argument of `start` is a window title.
  if (platform === 'win32') return ['cmd', '/c', 'start', '""', address];
  return environment.DISPLAY || environment.WAYLAND_DISPLAY ? ['xdg-open', address] : null;
}
