/** What a page of ours may not do, however it came to try. */
import { type BrowserWindow, dialog, type Session, shell, type WebContents, type WebPreferences } from 'electron';
import { APP_ORIGIN, originOf } from './app-origin';

/** Copying to the clipboard, and writing into a folder that the person has picked in the system's own dialog. */
const GRANTED_PERMISSIONS = new Set(['clipboard-sanitized-write', 'fileSystem']);

/** For every window; written out even where it is the default. */
export const SAFE_WEB_PREFERENCES: Readonly<WebPreferences> = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  webviewTag: false,
  webSecurity: true,
};

/** Refuses cameras, notifications, devices and all else to pages; what is granted only to the page of ours. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, grant) => {
    grant(GRANTED_PERMISSIONS.has(permission) && originOf(contents.getURL()) === APP_ORIGIN);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) =>
      GRANTED_PERMISSIONS.has(permission) && originOf(requestingOrigin) === APP_ORIGIN,
  );
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item, contents) => {
    // What the page has made itself; Electron asks the person where to put it.
    const isOwn = item.getURL().startsWith(`blob:${APP_ORIGIN}/`) && originOf(contents.getURL()) === APP_ORIGIN;
    if (!isOwn) event.preventDefault();
  });
}

/** Keeps a window on its page: no navigation, no windows of its own, no webviews. */
export function hardenContents(contents: WebContents, window: BrowserWindow): void {
  contents.on('will-frame-navigate', (event) => {
    const isReload = event.isMainFrame && event.url === contents.getURL();
    if (!isReload) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    void offerExternal(window, url);
    return { action: 'deny' };
  });
}

/** Opens a link in the person's browser if it is https and they say so. */
export async function offerExternal(window: BrowserWindow, url: string): Promise<void> {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return;
  const { href, host } = new URL(url);
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `Open ${host} in your browser?`,
    detail: href,
    buttons: ['Open', 'Cancel'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  if (response === 0) await shell.openExternal(href);
}
