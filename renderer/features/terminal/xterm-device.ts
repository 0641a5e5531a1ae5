/**
 * A terminal drawn by xterm.js. What a program prints may change its screen and nothing else: no clipboard (OSC 52 is
 * not there without its add-on), no links, no title, no window operation.
 */
import { FitAddon } from '@xterm/addon-fit';
import { type IBuffer, Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { readStyledText } from './styled-text';
import type { ScreenText, TerminalDevice, TerminalListener } from './terminal-device';
import { readTerminalFont, readTerminalTheme } from './terminal-theme';

const SCROLLBACK_LINES = 10_000;
/** AA for text, whatever colours a program puts together. */
const LEAST_CONTRAST = 4.5;
/** Largest size that the contract takes. */
const MOST = { columns: 1000, rows: 500 };
/** Gives up the mouse and hides the cursor: nothing reads any more. */
const RELEASE = '\x1b[?9l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?2004l\x1b[?25l';

const SHOW_CURSOR = '\x1b[?25h';

export interface XtermWords {
  input: string;
  tooMuch: string;
}

export async function createXtermDevice(
  host: HTMLElement,
  listener: TerminalListener,
  words: XtermWords,
): Promise<TerminalDevice> {
  const root = document.documentElement;
  const { fontFamily, fontSize } = readTerminalFont(root);
  // A font that comes later would leave the cells with the widths of another.
  await document.fonts?.load(`${fontSize}px ${fontFamily}`).catch(() => {});
  Terminal.strings.promptLabel = words.input;
  Terminal.strings.tooMuchOutput = words.tooMuch;
  return new XtermDevice(host, listener);
}

class XtermDevice implements TerminalDevice {
  private readonly terminal: Terminal;
  private readonly fitting = new FitAddon();
  /** Theme and font of the window. */
  private readonly looks: MutationObserver;
  private reading: 'on' | 'off' = 'off';
  private place: 'nowhere' | 'shown' = 'nowhere';

  constructor(
    private readonly host: HTMLElement,
    private readonly listener: TerminalListener,
  ) {
    const root = document.documentElement;
    this.terminal = new Terminal({
      ...readTerminalFont(root),
      lineHeight: 1.2,
      scrollback: SCROLLBACK_LINES,
      minimumContrastRatio: LEAST_CONTRAST,
      theme: readTerminalTheme(root),
      disableStdin: true,
      screenReaderMode: true,
      linkHandler: { activate: () => {} },
    });
    this.terminal.loadAddon(this.fitting);
    this.terminal.onData((text) => listener.onKeys(text));
    this.terminal.onBinary((text) => listener.onKeys(text));
    this.terminal.onResize(({ cols, rows }) => listener.onSize({ columns: cols, rows }));
    this.terminal.attachCustomKeyEventHandler((event) => this.reading === 'on' && !isPaste(event));
    this.looks = new MutationObserver(() => {
      this.terminal.options = { theme: readTerminalTheme(root), ...readTerminalFont(root) };
      // Elsewhere it is fitted when it is shown again.
      if (host.clientWidth > 0) this.fit();
    });
    this.looks.observe(root, { attributeFilter: ['data-theme', 'style'] });
  }

  write(text: string): Promise<void> {
    return new Promise((resolve) => this.terminal.write(text, resolve));
  }

  reset(): void {
    this.terminal.reset();
    // The reset of xterm.js leaves a hidden cursor hidden.
    this.terminal.write(SHOW_CURSOR);
  }

  show(): void {
    if (this.place === 'shown') return;
    this.terminal.open(this.host);
    this.takeInserts();
    this.place = 'shown';
  }

  fit(): void {
    const proposed = this.fitting.proposeDimensions();
    if (!proposed || !Number.isFinite(proposed.cols) || !Number.isFinite(proposed.rows)) return;
    this.terminal.resize(Math.min(proposed.cols, MOST.columns), Math.min(proposed.rows, MOST.rows));
  }

  focus(): void {
    this.terminal.focus();
  }

  setReading(reading: 'on' | 'off'): void {
    this.reading = reading;
    this.terminal.options.disableStdin = reading === 'off';
    if (reading === 'off') this.terminal.write(RELEASE);
  }

  read(): string {
    if (this.terminal.hasSelection()) return this.terminal.getSelection();
    return readBuffer(this.terminal.buffer.active);
  }

  async readAll(): Promise<ScreenText> {
    await this.write('');
    const { active, normal } = this.terminal.buffer;
    // A program that was ended amid its own screen leaves it open.
    const text = readStyledText(normal) + (active.type === 'alternate' ? readStyledText(active) : '');
    const isFull = normal.length >= SCROLLBACK_LINES + this.terminal.rows;
    return { text, beginning: isFull ? 'cut' : 'whole' };
  }

  /** In the mode for screen readers xterm.js leaves out text that no key brings, such as that of an emoji palette. */
  private takeInserts(): void {
    const field = this.terminal.textarea;
    let key: 'down' | 'up' = 'up';
    field?.addEventListener('keydown', () => (key = 'down'), { capture: true });
    for (const type of ['keyup', 'blur']) field?.addEventListener(type, () => (key = 'up'), { capture: true });
    field?.addEventListener('input', (event) => {
      const { data, inputType } = event as InputEvent;
      if (key === 'up' && inputType === 'insertText' && data && this.reading === 'on') this.listener.onKeys(data);
    });
  }

  dispose(): void {
    this.looks.disconnect();
    this.terminal.dispose();
  }
}

function readBuffer(buffer: IBuffer): string {
  let text = '';
  for (let y = 0; y < buffer.length; y++) {
    // A line that goes on below is cut by the screen, not by the program.
    const goesOn = buffer.getLine(y + 1)?.isWrapped ?? false;
    text += `${buffer.getLine(y)?.translateToString(!goesOn) ?? ''}${goesOn ? '' : '\n'}`;
  }
  return text.replace(/\n+$/, '\n');
}

/** Left to the browser, which pastes into the terminal's hidden field. */
function isPaste({ ctrlKey, shiftKey, metaKey, code, key }: KeyboardEvent): boolean {
  if (shiftKey && key === 'Insert') return true;
  return code === 'KeyV' && ((ctrlKey && shiftKey) || metaKey);
}
