/** Runs the chosen door as a child of its own process group, and ends with it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Passes signals on to the child, each once: in the terminal's own group it would get Ctrl+C twice, and take the
 * second as impatience.
 * @returns the exit code to end with
 */
export async function runDoor(command: string, args: string[]): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit', detached: process.platform !== 'win32' });
  const forward = (signal: NodeJS.Signals) => {
    child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + (signal ? constants.signals[signal] : 0);
  } finally {
    for (const signal of FORWARDED) process.off(signal, forward);
  }
}
