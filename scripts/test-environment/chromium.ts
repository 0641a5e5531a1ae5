/** A Chromium for the browser door's tests: Debian's own, or one that is there already. */
import { access, constants } from 'node:fs/promises';
import type { AptInstaller } from './apt';
import { missing, type Readiness, type Requirement, ready } from './readiness';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export class Chromium implements Requirement {
  readonly #apt: AptInstaller;

  constructor(apt: AptInstaller) {
    this.#apt = apt;
  }

  async ensure(signal: AbortSignal): Promise<Readiness> {
    const chosen = process.env.RUNYARD_TEST_CHROMIUM;
    if (chosen) {
      if (await isExecutable(chosen)) return ready();
      return missing(
        `RUNYARD_TEST_CHROMIUM is "${chosen}", which is no executable`,
        'set it to a Chromium or unset it',
      );
    }
    const found = await findChromium();
    if (found !== null) return ready({ RUNYARD_TEST_CHROMIUM: found });
    const installed = await this.#apt.ensure(['chromium'], signal);
    if (installed.state === 'missing') return missing(`no Chromium (${installed.reason})`, installed.remedy);
    const path = await findChromium();
    if (path === null) return missing('Chromium was installed but is not found', `looked at ${PLACES.join(', ')}`);
    return ready({ RUNYARD_TEST_CHROMIUM: path });
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

async function findChromium(): Promise<string | null> {
  for (const place of PLACES) if (await isExecutable(place)) return place;
  return null;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
