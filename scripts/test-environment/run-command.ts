/** Runs a command to its end in a process group of its own, so that stopping it leaves none of its children. */
import { spawn } from 'node:child_process';

/** How long a command may take to end by itself once it was told to. */
const GRACE_MS = 5_000;

export interface CommandOptions {
  signal?: AbortSignal;
  timeoutMs?: number;
  /** Beside this process's own. */
  environment?: Record<string, string>;
  /** `show`: the person sees it as it comes. `keep`: it is given back. */
  output?: 'show' | 'keep';
}

export interface CommandResult {
  /** Null when it was killed or could not be started. */
  exitCode: number | null;
  /** stdout and stderr in one; empty when it was shown instead. */
  output: string;
  /** Why there is no exit code. */
  failure: 'none' | 'notStarted' | 'stopped' | 'timedOut' | 'killed';
}

export function runCommand(command: string, args: string[], options: CommandOptions = {}): Promise<CommandResult> {
  const { signal, timeoutMs, environment = {}, output = 'show' } = options;
  if (signal?.aborted) return Promise.resolve({ exitCode: null, output: '', failure: 'stopped' });
  return new Promise((done) => {
    const stream = output === 'show' ? 'inherit' : 'pipe';
    const child = spawn(command, args, {
      detached: true,
      stdio: ['ignore', stream, stream],
      env: { ...process.env, ...environment },
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));

    let failure: CommandResult['failure'] = 'none';
    let graceTimer: NodeJS.Timeout | undefined;
    const killGroup = (name: NodeJS.Signals) => {
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, name);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    };
    const end = (why: 'stopped' | 'timedOut') => {
      if (failure !== 'none') return;
      failure = why;
      killGroup('SIGTERM');
      graceTimer = setTimeout(() => killGroup('SIGKILL'), GRACE_MS);
    };
    const stop = () => end('stopped');
    signal?.addEventListener('abort', stop, { once: true });
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => end('timedOut'), timeoutMs);

    const finish = (exitCode: number | null) => {
      clearTimeout(timer);
      clearTimeout(graceTimer);
      signal?.removeEventListener('abort', stop);
      // A child that outlived its parent would hold ports and displays.
      killGroup('SIGKILL');
      if (exitCode === null && failure === 'none') failure = 'killed';
      done({ exitCode: failure === 'none' ? exitCode : null, output: Buffer.concat(chunks).toString(), failure });
    };
    child.on('error', () => {
      failure = 'notStarted';
      finish(null);
    });
    child.on(output === 'show' ? 'exit' : 'close', (exitCode) => finish(exitCode));
  });
}

/** @returns whether the command is on the PATH */
export async function hasCommand(name: string): Promise<boolean> {
  const finder = process.platform === 'win32' ? 'where' : 'which';
  return (await runCommand(finder, [name], { output: 'keep' })).exitCode === 0;
}
