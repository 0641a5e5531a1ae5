/** The Electron that the desktop tests drive, with the system libraries that it loads. */
import { type AptInstaller, isDebian } from './apt';
import { ensureTestElectron } from './electron';
import { type Log, missing, type Readiness, type Requirement, ready } from './readiness';

/** What Electron 33 loads on Debian, and `unzip` for its archive. */
const PACKAGES = [
  ...[
    'libgtk-3-0',
    'libnss3',
    'libasound2',
    'libgbm1',
    'libxss1',
    'libxtst6',
    'libnotify4',
    'libatspi2.0-0',
    'libdrm2',
  ],
  'unzip',
];

export class TestElectron implements Requirement {
  readonly #apt: AptInstaller;
  readonly #log: Log;

  constructor(apt: AptInstaller, log: Log) {
    this.#apt = apt;
    this.#log = log;
  }

  async ensure(signal: AbortSignal): Promise<Readiness> {
    if (process.env.RUNYARD_TEST_ELECTRON) return ready();
    // Elsewhere the libraries have other names: Electron itself says what it lacks.
    if (await isDebian()) {
      const libraries = await this.#apt.ensure(PACKAGES, signal);
      if (libraries.state === 'missing') return libraries;
    }
    try {
      return ready({ RUNYARD_TEST_ELECTRON: await ensureTestElectron(this.#log) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return missing(`no Electron for tests: ${reason}`, 'set RUNYARD_TEST_ELECTRON to an Electron executable');
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}
