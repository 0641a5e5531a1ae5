/** The terminal of one tab. It keeps its screen while another tab is shown; xterm.js comes when it is first needed. */
import type { KeptOutput, TerminalSize } from '../../../contract';
import { addPrinted, keepScreen, NOTHING_PRINTED } from './kept-screen';
import type { CreateDevice, ScreenText, TerminalDevice, TerminalListener } from './terminal-device';

/** What programs expect where nobody says. */
export const USUAL_SIZE: TerminalSize = { columns: 80, rows: 24 };
/** Characters that may wait to be drawn before the program is held up. */
const BACKLOG_CHARACTERS = 256 * 1024;

const noText: ScreenText = { text: '', beginning: 'whole' };

export class TerminalScreen {
  private readonly host: HTMLElement;
  private device: TerminalDevice | null = null;
  private loading: Promise<TerminalDevice | null> | null = null;
  private currentSize = USUAL_SIZE;
  private content: 'none' | 'some' = 'none';
  private reading: 'on' | 'off' = 'off';
  private life: 'open' | 'disposed' = 'open';
  private markGone: () => void = () => {};
  /** Settles when the screen is disposed of: nobody may wait for what is drawn there. */
  private readonly gone = new Promise<void>((resolve) => {
    this.markGone = resolve;
  });
  private printed = NOTHING_PRINTED;
  private backlog = 0;
  private readonly watchers = new Set<() => void>();

  constructor(
    private readonly create: CreateDevice,
    private readonly listener: TerminalListener,
  ) {
    this.host = document.createElement('div');
    this.host.className = 'terminal-host';
  }

  get size(): TerminalSize {
    return this.currentSize;
  }

  readonly getIsEmpty = (): boolean => this.content === 'none';

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** Puts the screen into the element, until the returned function is called. */
  attach(parent: HTMLElement): () => void {
    parent.append(this.host);
    let frame = 0;
    const fit = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => this.fit());
    };
    const sizes = new ResizeObserver(fit);
    sizes.observe(parent);
    void this.load().then((device) => {
      if (!device || this.host.parentElement !== parent) return;
      device.show();
      this.fit();
    });
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      if (this.host.parentElement === parent) this.host.remove();
    };
  }

  focus(): void {
    void this.load().then((device) => device?.focus());
  }

  /** The screen as new, for a new run. */
  clear(): void {
    this.device?.reset();
    this.printed = NOTHING_PRINTED;
    this.setContent('none');
  }

  /** Gives a promise where the program is ahead of the screen. */
  append(_source: unknown, text: string): Promise<void> | undefined {
    this.setContent('some');
    this.backlog += text.length;
    this.printed = addPrinted(this.printed, text);
    const written = this.load()
      .then((device) => device?.write(text))
      .then(() => {
        this.backlog -= text.length;
      });
    return this.backlog > BACKLOG_CHARACTERS ? Promise.race([written, this.gone]) : undefined;
  }

  setReading(reading: 'on' | 'off'): void {
    this.reading = reading;
    this.device?.setReading(reading);
  }

  /** What is selected, or else all of it. */
  read(): string {
    return this.device?.read() ?? '';
  }

  /** What a run leaves behind, once it is on the screen; nothing of a screen that is disposed of. */
  async keep(): Promise<KeptOutput> {
    const screen = this.load().then((device) => device?.readAll());
    return keepScreen((await Promise.race([screen, this.gone])) ?? noText, this.printed);
  }

  dispose(): void {
    this.life = 'disposed';
    this.markGone();
    this.host.remove();
    this.device?.dispose();
    this.device = null;
  }

  private fit(): void {
    if (this.host.clientWidth > 0 && this.host.clientHeight > 0) this.device?.fit();
  }

  private load(): Promise<TerminalDevice | null> {
    this.loading ??= this.create(this.host, {
      onKeys: (text) => this.listener.onKeys(text),
      onSize: (size) => {
        this.currentSize = size;
        this.listener.onSize(size);
      },
    }).then((device) => {
      if (this.life === 'disposed') {
        device.dispose();
        return null;
      }
      this.device = device;
      device.setReading(this.reading);
      return device;
    });
    return this.loading;
  }

  private setContent(content: 'none' | 'some'): void {
    if (this.content === content) return;
    this.content = content;
    for (const watcher of this.watchers) watcher();
  }
}
