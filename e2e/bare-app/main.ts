/** What Runyard's start is measured against: an Electron window that has one Monaco editor in it. */
import { join } from 'node:path';
import { app, BrowserWindow, session } from 'electron';
import { APP_ORIGIN } from '../../main/desktop/app-origin';
import { registerAppScheme, serveAppProtocol } from '../../main/desktop/app-protocol';
import { SAFE_WEB_PREFERENCES } from '../../main/desktop/window-security';

registerAppScheme();

void app.whenReady().then(() => {
  serveAppProtocol(session.defaultSession, { kind: 'built', folder: join(import.meta.dirname, 'page') });
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: SAFE_WEB_PREFERENCES });
  return window.loadURL(`${APP_ORIGIN}/`);
});
app.on('window-all-closed', () => app.quit());
