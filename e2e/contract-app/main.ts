/** The desktop door's own window, preload and port hand-over in front of a fake engine. */
import { join } from 'node:path';
import { app, BrowserWindow, session } from 'electron';
import { createApi } from '../../main/api/api';
import { FakeEngine } from '../../main/api/fake-engine';
import { APP_ORIGIN } from '../../main/desktop/app-origin';
import { registerAppScheme, serveAppProtocol } from '../../main/desktop/app-protocol';
import { PortHandover } from '../../main/desktop/port-handover';
import { hardenContents, hardenSession, SAFE_WEB_PREFERENCES } from '../../main/desktop/window-security';

/** What the test calls in this process. */
export interface ContractApp {
  /** Serves ports from now on with a new engine. */
  renewEngine(): void;
  /** Gives the page one more port. */
  handOver(): void;
}

registerAppScheme();

void app.whenReady().then(() => {
  hardenSession(session.defaultSession);
  serveAppProtocol(session.defaultSession, { kind: 'built', folder: join(import.meta.dirname, 'page') });
  const preload = join(import.meta.dirname, '../preload/index.cjs');
  const window = new BrowserWindow({ webPreferences: { ...SAFE_WEB_PREFERENCES, preload } });
  hardenContents(window.webContents, window);
  let api = createFakeApi();
  const handover = new PortHandover(window.webContents, (port) => api.servePort(port));
  const contractApp: ContractApp = {
    renewEngine: () => {
      api = createFakeApi();
    },
    handOver: () => handover.handOver(),
  };
  Object.assign(globalThis, { contractApp });
  return window.loadURL(`${APP_ORIGIN}/`);
});

function createFakeApi() {
  return createApi({
    engine: new FakeEngine(),
    appInfo: { version: '1.2.3', door: 'desktop', platform: 'test' },
    reportError: () => {},
  });
}
