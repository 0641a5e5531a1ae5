/** The Docker command line, where the bench needs it. */
import { execFile } from 'node:child_process';

const TIMEOUT_MS = 60_000;

/** @throws Error with what Docker said */
export function runDocker(args: string[]): Promise<string> {
  return new Promise((done, fail) => {
    execFile('docker', args, { timeout: TIMEOUT_MS }, (error, stdout, stderr) => {
      if (error === null) return done(stdout);
      const said = error.code === 'ENOENT' ? 'the command is not there' : stderr.trim() || error.message;
      fail(new Error(`docker ${args[0]} failed: ${said}. The bench needs the docker command and a daemon.`));
    });
  });
}
