/** One terminal for each tab that has used one; it goes with its tab. */
import type { TerminalSize } from '../../../contract';
import type { AppStore } from '../../state/store';
import type { CreateDevice } from './terminal-device';
import { TerminalScreen } from './terminal-screen';

export interface TerminalsListener {
  onKeys(tabId: string, text: string): void;
  onSize(tabId: string, size: TerminalSize): void;
}

export class TerminalRegistry {
  private readonly screens = new Map<string, TerminalScreen>();
  private listener: TerminalsListener | null = null;
  private readonly stop: () => void;

  constructor(
    store: AppStore,
    private readonly create: CreateDevice,
  ) {
    this.stop = store.subscribe((state, before) => {
      if (state.tabs === before.tabs) return;
      const open = new Set(state.tabs.map(({ id }) => id));
      for (const tabId of [...this.screens.keys()]) if (!open.has(tabId)) this.close(tabId);
    });
  }

  /** Whoever takes keys and sizes to the programs. */
  listen(listener: TerminalsListener): void {
    this.listener = listener;
  }

  get(tabId: string): TerminalScreen {
    let screen = this.screens.get(tabId);
    if (!screen) {
      screen = new TerminalScreen(this.create, {
        onKeys: (text) => this.listener?.onKeys(tabId, text),
        onSize: (size) => this.listener?.onSize(tabId, size),
      });
      this.screens.set(tabId, screen);
    }
    return screen;
  }

  dispose(): void {
    this.stop();
    for (const tabId of [...this.screens.keys()]) this.close(tabId);
  }

  private close(tabId: string): void {
    this.screens.get(tabId)?.dispose();
    this.screens.delete(tabId);
  }
}
