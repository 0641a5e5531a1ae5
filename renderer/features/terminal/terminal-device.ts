/** What a terminal's screen is drawn by: the port that xterm.js fills. */
import type { TerminalSize } from '../../../contract';

export interface ScreenText {
  /** With no escape sequences but those of its looks (SGR); lines are cut where the program cut them. */
  readonly text: string;
  /** `cut`: the oldest lines are gone. */
  readonly beginning: 'whole' | 'cut';
}

export interface TerminalListener {
  /** What the person typed or pasted, and what the terminal answers to a program's questions. */
  onKeys(text: string): void;
  onSize(size: TerminalSize): void;
}

export interface TerminalDevice {
  /** Settles when the text is on the screen. */
  write(text: string): Promise<void>;
  /** As new: nothing on it, all modes as at first. */
  reset(): void;
  /** Draws in the host from now on, which must be in the document. */
  show(): void;
  /** Takes the size that the host has room for. */
  fit(): void;
  focus(): void;
  /** `off`: nobody reads; keys are left to the window, and the program's claims on the mouse and the cursor end. */
  setReading(reading: 'on' | 'off'): void;
  /** What is selected, or else all that there is. */
  read(): string;
  /** All that there is, with what has scrolled away, once all that was written is on the screen. */
  readAll(): Promise<ScreenText>;
  dispose(): void;
}

export type CreateDevice = (host: HTMLElement, listener: TerminalListener) => Promise<TerminalDevice>;
