/** The `app://` protocol: the page comes from the disk with the rights of a web page, not of a file. */
import { net, protocol, type Session } from 'electron';
import { serveAppFile } from './app-files';
import { APP_SCHEME } from './app-origin';

/** Where the page's files are: the built folder, or electron-vite's server while developing. */
export type PageFiles = { kind: 'built'; folder: string } | { kind: 'development'; serverUrl: string };

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the page to the windows of the session. */
export function serveAppProtocol(session: Session, files: PageFiles): void {
  session.protocol.handle(APP_SCHEME, (request) => {
    if (files.kind === 'built') return serveAppFile(files.folder, request);
    const { pathname, search } = new URL(request.url);
    return net.fetch(new URL(pathname + search, files.serverUrl).href);
  });
}
