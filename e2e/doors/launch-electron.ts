/** Starts Electron for Playwright. */
import { _electron, type ElectronApplication } from '@playwright/test';

type Options = NonNullable<Parameters<typeof _electron.launch>[0]>;

const ATTEMPT_TIMEOUT_MS = 20_000;

/**
 * Playwright attaches to Electron's debugger and then now and then hears nothing from it (once in about 150 launches
 * seen here, before any code of the app had run): it ends that process, and a second one is started.
 */
export async function launchElectron(options: Options): Promise<ElectronApplication> {
  const attempt = () => _electron.launch({ ...options, timeout: ATTEMPT_TIMEOUT_MS });
  try {
    return await attempt();
  } catch (error) {
    if (!(error as Error).message.includes('Timeout')) throw error;
    console.warn(`Electron was not heard from in ${ATTEMPT_TIMEOUT_MS / 1000} s and is started again.`);
    return attempt();
  }
}
