/** Starts a command and takes the time until it prints and until it exits. */
import { spawn } from 'node:child_process';
import { checkOutput, type RunTiming } from './bench-way';

/**
 * @param environment besides this process's own
 * @param expected what it must print; by default what the program prints
 * @throws Error when it prints something else or does not exit with 0
 */
export function measureProcess(
  title: string,
  command: string,
  args: string[],
  environment: Record<string, string> = {},
  expected?: string,
): Promise<RunTiming> {
  return new Promise((done, fail) => {
    const started = performance.now();
    let firstByteMs = 0;
    let exitMs = 0;
    let output = '';
    let errors = '';
    const child = spawn(command, args, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => {
      if (output === '') firstByteMs = performance.now() - started;
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on('exit', () => {
      exitMs = performance.now() - started;
    });
    child.on('error', fail);
    child.on('close', (exitCode) => {
      try {
        if (exitCode !== 0) throw new Error(`${title} ended with ${exitCode}: ${errors.trim()}`);
        if (expected === undefined) checkOutput(title, output);
        else if (output !== expected) throw new Error(`${title} printed ${JSON.stringify(output)}.`);
        done({ firstByteMs, exitMs });
      } catch (error) {
        fail(error);
      }
    });
  });
}
