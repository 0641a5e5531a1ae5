/** One output for each tab, made when it is first asked for. */
import type { DrawClock } from './draw-clock';
import { OutputBuffer } from './output-buffer';

export class OutputRegistry {
  private readonly buffers = new Map<string, OutputBuffer>();

  constructor(private readonly clock: DrawClock) {}

  get(tabId: string): OutputBuffer {
    let buffer = this.buffers.get(tabId);
    if (!buffer) {
      buffer = new OutputBuffer({ clock: this.clock });
      this.buffers.set(tabId, buffer);
    }
    return buffer;
  }

  close(tabId: string): void {
    this.buffers.delete(tabId);
  }
}
