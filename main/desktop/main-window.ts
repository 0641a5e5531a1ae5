/** The window: how it looks when it opens, what its page may do, and how it closes. */
import { BrowserWindow, dialog, type MessagePortMain, nativeTheme, screen } from 'electron';
import { COMMAND_MESSAGE } from '../../contract/window';
import { APP_ORIGIN } from './app-origin';
import { PortHandover } from './port-handover';
import { hardenContents, SAFE_WEB_PREFERENCES } from './window-security';
import { placeWindow, type WindowState, type WindowStateStore } from './window-state';

/** Shown until the page has painted; the ground of the page's own themes. */
const BACKGROUND = { dark: '#16181d', light: '#ffffff', contrast: '#000000' };
const STATE_SAVE_DELAY_MS = 400;

export interface MainWindowOptions {
  preloadFile: string;
  stateStore: WindowStateStore;
  /** Serves the engine over a port. */
  servePort(port: MessagePortMain): void;
  /** Lets the page save what it has; the window is hidden meanwhile. */
  saveSession(): Promise<void>;
  quit(): void;
}

export class MainWindow {
  readonly #options: MainWindowOptions;
  readonly #window: BrowserWindow;
  #state: 'open' | 'saving' | 'closed' = 'open';
  #page: 'loading' | 'alive' | 'gone' = 'loading';
  #saveTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: MainWindowOptions) {
    this.#options = options;
    const workAreas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map((display) => display.workArea);
    const { bounds, size } = placeWindow(options.stateStore.load(), workAreas);
    this.#window = new BrowserWindow({
      ...bounds,
      minWidth: 480,
      minHeight: 320,
      show: false,
      title: 'Runyard',
      backgroundColor: BACKGROUND[chooseBackground()],
      webPreferences: { ...SAFE_WEB_PREFERENCES, preload: options.preloadFile, spellcheck: false },
    });
    if (size === 'maximised') this.#window.maximize();
    hardenContents(this.#window.webContents, this.#window);
    new PortHandover(this.#window.webContents, options.servePort);
    this.#followPage();
    this.#followWindow();
    void this.#window.loadURL(`${APP_ORIGIN}/`);
  }

  /** Tells when the window is seen for the first time. */
  onShown(listener: () => void): void {
    this.#window.once('show', listener);
  }

  /** Tells when the window is gone for good. */
  onClosed(listener: () => void): void {
    this.#window.once('closed', listener);
  }

  focus(): void {
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  /** Sends a command of the renderer's command table to the page. */
  send(command: string): void {
    if (this.#page === 'alive') this.#window.webContents.send(COMMAND_MESSAGE, command);
  }

  /** As if the person had pressed the keys in the page. */
  press(keyCode: string, modifiers: Array<'control' | 'meta' | 'shift'>): void {
    for (const type of ['keyDown', 'keyUp'] as const) {
      this.#window.webContents.sendInputEvent({ type, keyCode, modifiers });
    }
  }

  reload(): void {
    this.#window.webContents.reload();
  }

  /** The page is there to be asked to save. */
  get isPageAlive(): boolean {
    return this.#page === 'alive';
  }

  #followPage(): void {
    const contents = this.#window.webContents;
    this.#window.once('ready-to-show', () => this.#window.show());
    contents.on('did-finish-load', () => {
      this.#page = 'alive';
    });
    contents.on('did-navigate', (_event, url, status) => {
      if (status < 400) return;
      this.#window.show();
      dialog.showErrorBox('The window is not built', `${url} answered ${status}. Build it with: npm run build`);
    });
    contents.on('render-process-gone', (_event, { reason }) => {
      this.#page = 'gone';
      if (this.#state === 'open' && reason !== 'clean-exit') void this.#offerReload(reason);
    });
  }

  async #offerReload(reason: string): Promise<void> {
    const { response } = await dialog.showMessageBox(this.#window, {
      type: 'error',
      message: 'The window has stopped working.',
      detail: `Its process ended (${reason}) and its runs were stopped. Your tabs are as they were saved last, a moment ago.`,
      buttons: ['Reload', 'Quit'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (response === 0) this.reload();
    else this.#options.quit();
  }

  #followWindow(): void {
    const window = this.#window;
    for (const event of ['resize', 'move', 'maximize', 'unmaximize'] as const) {
      window.on(event as 'resize', () => this.#saveStateSoon());
    }
    window.on('close', (event) => {
      if (this.#state === 'closed') return;
      event.preventDefault();
      if (this.#state === 'open') void this.#close();
    });
    window.on('closed', () => clearTimeout(this.#saveTimer));
  }

  async #close(): Promise<void> {
    this.#state = 'saving';
    this.#saveState();
    this.#window.hide();
    await this.#options.saveSession();
    this.#state = 'closed';
    this.#window.destroy();
  }

  #saveStateSoon(): void {
    this.#saveTimer ??= setTimeout(() => this.#saveState(), STATE_SAVE_DELAY_MS);
  }

  #saveState(): void {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    if (this.#window.isDestroyed()) return;
    const size: WindowState['size'] = this.#window.isMaximized() ? 'maximised' : 'normal';
    this.#options.stateStore.save({ version: 1, bounds: this.#window.getNormalBounds(), size });
  }
}

function chooseBackground(): keyof typeof BACKGROUND {
  if (nativeTheme.shouldUseHighContrastColors) return 'contrast';
  return nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
}
