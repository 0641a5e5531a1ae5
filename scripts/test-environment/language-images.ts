/** The images of all languages, built from Debian packages; they stay, so this is work once a machine. */
import { missing, type Readiness, type Requirement, ready } from './readiness';
import { runCommand } from './run-command';

/** All of the first set took 2 min 50 s on 2 cores with a near mirror. */
const BUILD_TIMEOUT_MS = 15 * 60_000;

export class LanguageImages implements Requirement {
  async ensure(signal: AbortSignal): Promise<Readiness> {
    const { exitCode, failure } = await runCommand('npx', ['tsx', 'scripts/images.ts', 'build', '--all'], {
      signal,
      timeoutMs: BUILD_TIMEOUT_MS,
    });
    if (exitCode === 0) return ready();
    const how = failure === 'none' ? `exit code ${exitCode}` : failure;
    return missing(`the language images could not be built (${how})`, 'run `npm run images -- build --all`');
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}
