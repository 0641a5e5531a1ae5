/** A terminal's screen for tests: keeps what is written, and types and resizes when it is told to. */
import type { TerminalSize } from '../../../contract';
import type { ScreenText, TerminalDevice, TerminalListener } from './terminal-device';

export class FakeDevice implements TerminalDevice {
  text = '';
  /** Whether the oldest lines are gone. */
  beginning: ScreenText['beginning'] = 'whole';
  readonly calls: string[] = [];
  /** Text is on the screen when these are called. */
  readonly pending: Array<() => void> = [];

  constructor(
    private readonly listener: TerminalListener,
    private readonly pace: 'at once' | 'when told' = 'at once',
  ) {}

  type(text: string): void {
    this.listener.onKeys(text);
  }

  resize(size: TerminalSize): void {
    this.listener.onSize(size);
  }

  write(text: string): Promise<void> {
    this.text += text;
    if (this.pace === 'at once') return Promise.resolve();
    return new Promise((resolve) => this.pending.push(resolve));
  }

  reset(): void {
    this.text = '';
  }

  show(): void {
    this.calls.push('show');
  }

  fit(): void {
    this.calls.push('fit');
  }

  focus(): void {
    this.calls.push('focus');
  }

  setReading(reading: 'on' | 'off'): void {
    this.calls.push(`reading ${reading}`);
  }

  read(): string {
    return this.text;
  }

  async readAll(): Promise<ScreenText> {
    await this.write('');
    return { text: this.text, beginning: this.beginning };
  }

  dispose(): void {
    this.calls.push('dispose');
  }
}
