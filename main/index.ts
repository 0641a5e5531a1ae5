/** Entry of the desktop door: the life of the app, from the lock that keeps it single to its end. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { resolveDataDir } from './config/data-dir';
import { resolveWorkspaceDir } from './config/workspace-dir';
import { registerAppScheme } from './desktop/app-protocol';
import { DesktopApp } from './desktop/desktop-app';
import { checkOpenRequest, readOpenRequest } from './desktop/open-request';

const LINK_SCHEME = 'runyard';

const dataDir = resolveDataDir(process.env);
// The lock lies in this folder, so that each data folder has one app.
app.setPath('userData', join(dataDir, 'electron'));
registerAppScheme();

const started = { kind: app.isPackaged ? 'packaged' : 'checkout', appPath: app.getAppPath() } as const;
const request = readOpenRequest({ ...started, argv: process.argv, folder: process.cwd() });

if (app.requestSingleInstanceLock({ ...request })) runApp();
else {
  console.log('Runyard is open already: its window is in front now.');
  app.exit(0);
}

function runApp(): void {
  const developmentUrl = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
  const desktop = new DesktopApp({
    pageFiles: developmentUrl
      ? { kind: 'development', serverUrl: developmentUrl }
      : { kind: 'built', folder: join(import.meta.dirname, '../renderer') },
    preloadFile: join(import.meta.dirname, '../preload/index.cjs'),
    dataDir,
    // Loaded then, so that the window is not kept waiting by it.
    composeEngine: async () => {
      const [{ readConfig }, { composeEngine }] = await Promise.all([
        import('./config/load-config'),
        import('./compose'),
      ]);
      return composeEngine({
        config: readConfig(process.env),
        specsDir: findSpecsDir(),
        embeddedDir: findEmbeddedDir(),
        dataDir,
        workspaceDir: resolveWorkspaceDir(process.env),
        settingsReach: 'engine',
      });
    },
  });
  desktop.open(request);
  // A checkout that is started now and then has no claim on the system's links.
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  app.on('second-instance', (_event, argv, folder, data) => {
    desktop.openWindow();
    // Electron 33 loses the data where an argument has both a blank and an emoji.
    desktop.open(checkOpenRequest(data) ?? readOpenRequest({ ...started, argv, folder }));
  });
  // macOS tells of files and links so, and not on the command line.
  for (const event of ['open-file', 'open-url'] as const) {
    app.on(event as 'open-file', (told, place) => {
      told.preventDefault();
      if (app.isReady()) desktop.openWindow();
      desktop.open({ args: [place], folder: process.cwd() });
    });
  }
  app.on('activate', () => desktop.openWindow());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('before-quit', () => desktop.beginQuit());
  app.on('will-quit', (event) => {
    event.preventDefault();
    void desktop.end();
  });
  void app.whenReady().then(() => {
    followSignals();
    desktop.start();
  });
}

/** Ctrl+C in the terminal quits as the menu does; a second one ends at once. Set when Electron has set its own. */
function followSignals(): void {
  let state: 'running' | 'ending' = 'running';
  const end = () => {
    if (state === 'ending') app.exit(130);
    state = 'ending';
    app.quit();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
}

/** Beside the app when it is packaged, so that a person can add to it; in the checkout otherwise. */
function findSpecsDir(): string {
  const packaged = join(process.resourcesPath, 'specs');
  return app.isPackaged && existsSync(packaged) ? packaged : join(app.getAppPath(), 'specs');
}

/** Packaged, it lies beside the archive: a guest process is given open files, which an archive has none of. */
function findEmbeddedDir(): string {
  return join(import.meta.dirname, '../embedded').replace(/([\\/])app\.asar([\\/])/, '$1app.asar.unpacked$2');
}
