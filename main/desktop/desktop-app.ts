/** The desktop door: one window in front of one engine, from the first paint to the last container. */
import { setTimeout as delay } from 'node:timers/promises';
import { app, dialog, Menu, type MessagePortMain, session } from 'electron';
import { type AppInfo, defaultSettings, type Settings } from '../../contract';
import { findMenuWords } from '../../contract/menu-words';
import { chooseLanguage } from '../../contract/words-language';
import type { Api } from '../api/api';
import type { Engine } from '../api/engine';
import { describeMenu, type MenuActions } from './app-menu';
import { type PageFiles, serveAppProtocol } from './app-protocol';
import { HeardWorkspace } from './heard-workspace';
import { MainWindow } from './main-window';
import type { OpenRequest } from './open-request';
import { hardenSession } from './window-security';
import { WindowStateStore } from './window-state';

/** Longest that a closing window waits for its page to save. */
const SAVE_LIMIT_MS = 2_000;
/** Longest that the engine waits for the window to be seen, before it takes the main thread to load itself. */
const FIRST_PAINT_LIMIT_MS = 2_000;
/** Longest that quitting waits for the engine to end; the sandboxes' own deadlines do the rest. */
const DISPOSE_LIMIT_MS = 10_000;

export interface DesktopAppOptions {
  pageFiles: PageFiles;
  preloadFile: string;
  dataDir: string;
  /** Called once, when the window has been painted. */
  composeEngine(): Promise<Engine>;
}

export class DesktopApp {
  readonly #options: DesktopAppOptions;
  readonly #appInfo: AppInfo;
  readonly #stateStore: WindowStateStore;
  #window: MainWindow | null = null;
  #engine: Promise<{ engine: Engine; workspace: HeardWorkspace; api: Api }> | null = null;
  /** What was asked to be opened before the engine was there. */
  readonly #requests: OpenRequest[] = [];
  readonly #quitting = new AbortController();
  #life: 'running' | 'quitting' | 'disposing' = 'running';

  constructor(options: DesktopAppOptions) {
    this.#options = options;
    this.#appInfo = { version: app.getVersion(), door: 'desktop', platform: process.platform };
    this.#stateStore = new WindowStateStore(options.dataDir);
  }

  /** To be called when Electron is ready. */
  start(): void {
    hardenSession(session.defaultSession);
    serveAppProtocol(session.defaultSession, this.#options.pageFiles);
    Menu.setApplicationMenu(this.#buildMenu(defaultSettings));
    this.openWindow();
    const painted = new Promise<void>((resolve) => this.#window?.onShown(resolve));
    const limit = delay(FIRST_PAINT_LIMIT_MS, undefined, { signal: this.#quitting.signal });
    this.#engine = Promise.race([painted, limit]).then(() => this.#startEngine());
    void this.#openRequested();
    // A quit before the first paint starts no engine; whoever waits for one is told.
    this.#engine.catch(() => {});
  }

  /** Shows the window, and opens it where there is none. */
  openWindow(): void {
    if (this.#window) {
      this.#window.focus();
      return;
    }
    this.#window = new MainWindow({
      preloadFile: this.#options.preloadFile,
      stateStore: this.#stateStore,
      servePort: (port) => void this.#servePort(port),
      saveSession: () => this.#saveSession(),
      quit: () => app.quit(),
    });
    this.#window.onClosed(() => {
      this.#window = null;
      // A close that was held back for saving has called the quit off.
      if (this.#life !== 'running') app.quit();
    });
  }

  /** Opens files, folders and links as tabs, when the engine is there. */
  open(request: OpenRequest): void {
    this.#requests.push(request);
    void this.#openRequested();
  }

  async #openRequested(): Promise<void> {
    const started = await this.#engine?.catch(() => null);
    if (!started) return;
    for (const { args, folder } of this.#requests.splice(0)) await started.engine.openings.openArguments(args, folder);
  }

  beginQuit(): void {
    if (this.#life === 'running') this.#life = 'quitting';
    this.#quitting.abort();
  }

  /** Ends the engine, once, and then the process. */
  async end(): Promise<void> {
    if (this.#life === 'disposing') return;
    this.#life = 'disposing';
    const limit = setTimeout(() => app.exit(1), DISPOSE_LIMIT_MS);
    try {
      const started = await this.#engine?.catch(() => null);
      await started?.engine[Symbol.asyncDispose]();
    } catch (error) {
      console.error('Runyard did not end cleanly:', error);
    }
    clearTimeout(limit);
    app.exit(0);
  }

  async #startEngine(): Promise<{ engine: Engine; workspace: HeardWorkspace; api: Api }> {
    try {
      // Not at the top: what it loads would hold up the window.
      const { createApi } = await import('../api/api');
      const engine = await this.#options.composeEngine();
      const workspace = new HeardWorkspace(engine.workspace);
      const api = createApi({ engine: withWorkspace(engine, workspace), appInfo: this.#appInfo });
      void this.#followSettings(engine);
      return { engine, workspace, api };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const remedy = error instanceof Error && 'remedy' in error ? String(error.remedy) : '';
      console.error(`${message}\n${remedy}`);
      dialog.showErrorBox('Runyard cannot start', `${message}\n\n${remedy}`);
      app.exit(1);
      throw error;
    }
  }

  /** The menu speaks the person's language and shows the keys that are set. */
  async #followSettings(engine: Engine): Promise<void> {
    const readShown = ({ language, keys }: Settings): string => JSON.stringify({ language, keys });
    let shown = readShown(defaultSettings);
    try {
      for await (const { settings } of engine.settings.watch(this.#quitting.signal)) {
        const wanted = readShown(settings);
        if (wanted !== shown) Menu.setApplicationMenu(this.#buildMenu(settings));
        shown = wanted;
      }
    } catch (error) {
      console.error('The menu does not follow the settings:', error);
    }
  }

  /** The port keeps what the page says until the engine is there. */
  async #servePort(port: MessagePortMain): Promise<void> {
    const started = await this.#engine?.catch(() => null);
    started?.api.servePort(port);
  }

  async #saveSession(): Promise<void> {
    const started = await this.#engine?.catch(() => null);
    if (!started || !this.#window?.isPageAlive) return;
    const saved = started.workspace.nextSave(SAVE_LIMIT_MS);
    this.#window.send('saveSession');
    if ((await saved) === 'timedOut') console.error(`The window did not save its tabs within ${SAVE_LIMIT_MS} ms.`);
  }

  #buildMenu({ language, keys }: Settings): Menu {
    const actions: MenuActions = {
      send: (command) => this.#window?.send(command),
      press: (keyCode, modifiers) => this.#window?.press(keyCode, modifiers),
      reload: () => this.#window?.reload(),
      showAbout: () => app.showAboutPanel(),
    };
    app.setAboutPanelOptions({ applicationName: 'Runyard', applicationVersion: app.getVersion() });
    const words = findMenuWords(chooseLanguage(language, app.getPreferredSystemLanguages()));
    return Menu.buildFromTemplate(describeMenu(process.platform, actions, words, keys));
  }
}

function withWorkspace(engine: Engine, workspace: HeardWorkspace): Engine {
  return {
    runs: engine.runs,
    specs: engine.specs,
    schedule: engine.schedule,
    status: engine.status,
    images: engine.images,
    runtimes: engine.runtimes,
    workspace,
    settings: engine.settings,
    templates: engine.templates,
    recents: engine.recents,
    openings: engine.openings,
    earlierRuns: engine.earlierRuns,
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}
