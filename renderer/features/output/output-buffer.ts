/**
 * What a run printed, kept outside of React: lines are indexed when they arrive and parsed when they are looked at.
 * Readers are told at most once a frame, seldomer in a flood (`useSyncExternalStore` takes `subscribe` and `getVersion`).
 */
import type { DrawClock } from './draw-clock';
import { LineWriter } from './line-writer';
import type { LineSource, OutputBlock } from './output-block';
import { parseTerminalLine } from './terminal-line';

/** What is kept of a very long output: its beginning and its end. Figures are characters. */
export interface OutputBound {
  head: number;
  tail: number;
}

export const defaultBound: OutputBound = { head: 4 * 1024 * 1024, tail: 28 * 1024 * 1024 };

/** What was let go between the kept head and tail. */
export interface OutputGap {
  characters: number;
  lines: number;
}

/**
 * A draw of more than this, a screenful, shows what nobody can read in a frame. The time after it is then left to the
 * person's keys and clicks: a frame at first, so that a burst is seen whole at once, and more the longer the flood lasts.
 */
const FLOOD_CHARACTERS = 4 * 1024;
const FRAME_MS = 16;
const LONGEST_REST_MS = 160;

export interface OutputBufferOptions {
  bound?: OutputBound;
  clock: DrawClock;
}

/** A line and the block that holds it; `index` counts within the block. */
export interface LinePlace {
  block: OutputBlock;
  index: number;
}

export class OutputBuffer {
  private readonly bound: OutputBound;
  private readonly clock: DrawClock;
  private readonly listeners = new Set<() => void>();
  private blocks: OutputBlock[] = [];
  private writer = this.createWriter();
  private headBlocks = 0;
  private gapState: OutputGap = { characters: 0, lines: 0 };
  private version = 0;
  /** Whether anything has changed that readers have not been told of. */
  private isNews = false;
  private draw: 'none' | 'atFrame' | 'afterRest' = 'none';
  /** Tells a rest that was cut short from the one that goes on. */
  private rests = 0;
  /** After the last draw. */
  private restMs = 0;
  private generationCount = 0;
  private written = 0;
  /** Of `written`, what readers have been told of. */
  private announced = 0;

  constructor(options: OutputBufferOptions) {
    this.bound = options.bound ?? defaultBound;
    this.clock = options.clock;
  }

  append(source: LineSource, text: string): void {
    if (text === '') return;
    this.writer.write(source, text);
    this.written += text.length;
    this.enforceBound();
    this.announce();
  }

  /** Leaves something out, once: what is appended from here on comes after the gap. */
  skip(gap: OutputGap): void {
    this.headBlocks = this.blocks.length;
    this.gapState = gap;
    this.written += gap.characters;
    this.writer.skip(gap.lines);
    this.announce();
  }

  /** The returned function brings back what was there; it does nothing once something else has been written. */
  clear(): () => void {
    const { blocks, writer, headBlocks, gapState, written } = this;
    const generation = this.generationCount + 1;
    this.blocks = [];
    this.writer = this.createWriter();
    this.headBlocks = 0;
    this.gapState = { characters: 0, lines: 0 };
    this.written = 0;
    this.announced = 0;
    this.generationCount = generation;
    // Who cleared it is to see that at once, and what comes next too.
    if (this.draw === 'afterRest') this.draw = 'none';
    this.restMs = 0;
    this.announce();
    return () => {
      if (this.generationCount !== generation || this.written > 0) return;
      Object.assign(this, { blocks, writer, headBlocks, gapState, written, announced: 0 });
      this.generationCount++;
      this.announce();
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Changes whenever a frame's worth of changes was announced. */
  readonly getVersion = (): number => this.version;

  /** Changes at each `clear`: what was known of the lines is then void. */
  get generation(): number {
    return this.generationCount;
  }

  /** Characters written since the last `clear`, kept or not. */
  get characterCount(): number {
    return this.written;
  }

  get isEmpty(): boolean {
    return this.written === 0;
  }

  /** Lines written since the last `clear`, kept or not. */
  get lineCount(): number {
    const last = this.blocks[this.blocks.length - 1]!;
    return last.firstLine + last.lineCount;
  }

  /** Lines as a person counts them: one that goes on below counts once. */
  get shownLineCount(): number {
    return this.writer.newlineCount + (this.writer.isAtLineStart ? 0 : 1);
  }

  get gap(): OutputGap {
    return this.gapState;
  }

  /** Blocks in order; those from `gapIndex` on come after the gap. */
  get keptBlocks(): readonly OutputBlock[] {
    return this.blocks;
  }

  /** Index of the first block after the gap; -1 while there is none. */
  get gapIndex(): number {
    return this.gapState.characters > 0 ? this.headBlocks : -1;
  }

  /** Null for a line that was let go or does not exist. */
  findLine(line: number): LinePlace | null {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.blocks[middle]!.firstLine <= line) low = middle;
      else high = middle - 1;
    }
    const block = this.blocks[low]!;
    const index = line - block.firstLine;
    return index >= 0 && index < block.lineCount ? { block, index } : null;
  }

  /** The output as plain text, without escape sequences and overwritten characters; the gap is one line of dots. */
  plainText(firstLine = 0, lastLine = this.lineCount - 1): string {
    const parts: string[] = [];
    this.blocks.forEach((block, position) => {
      if (position === this.gapIndex && firstLine < block.firstLine) parts.push('…\n');
      const from = Math.max(0, firstLine - block.firstLine);
      const to = Math.min(block.lineCount - 1, lastLine - block.firstLine);
      for (let index = from; index <= to; index++) {
        parts.push(readPlainLine(block, index));
        if (block.endsInNewline(index) || changesSource(block, index)) parts.push('\n');
      }
    });
    return parts.join('');
  }

  private createWriter(): LineWriter {
    return new LineWriter((block) => this.blocks.push(block));
  }

  private enforceBound(): void {
    let total = 0;
    for (const block of this.blocks) total += block.text.length;
    if (total <= this.bound.head + this.bound.tail) return;
    if (this.headBlocks === 0) {
      let head = 0;
      while (this.headBlocks < this.blocks.length - 1 && head < this.bound.head) {
        head += this.blocks[this.headBlocks++]!.text.length;
      }
    }
    let { characters, lines } = this.gapState;
    let end = this.headBlocks;
    while (total > this.bound.head + this.bound.tail && end < this.blocks.length - 1) {
      const dropped = this.blocks[end++]!;
      total -= dropped.text.length;
      characters += dropped.text.length;
      lines += dropped.lineCount;
    }
    // A new array: views that were made before keep the old one.
    this.blocks = this.blocks.toSpliced(this.headBlocks, end - this.headBlocks);
    this.gapState = { characters, lines };
  }

  private announce(): void {
    this.isNews = true;
    if (this.draw !== 'none') return;
    this.draw = 'atFrame';
    this.clock.atFrame(() => this.tell());
  }

  private tell(): void {
    const isFlood = this.written - this.announced > FLOOD_CHARACTERS;
    this.announced = this.written;
    this.isNews = false;
    this.version++;
    for (const listener of this.listeners) listener();
    this.restMs = isFlood ? Math.min(this.restMs * 2 + FRAME_MS, LONGEST_REST_MS) : 0;
    if (isFlood) this.rest();
    else this.awake();
  }

  private rest(): void {
    this.draw = 'afterRest';
    const rest = ++this.rests;
    this.clock.after(this.restMs, () => {
      if (this.draw !== 'afterRest' || rest !== this.rests) return;
      // At once: who waits for a frame first has less time until the next key.
      if (this.isNews) this.tell();
      else this.draw = 'none';
    });
  }

  private awake(): void {
    this.draw = 'none';
    if (this.isNews) this.announce();
  }
}

/** A line as it is shown, without its newline. */
export function readPlainLine(block: OutputBlock, index: number): string {
  const text = block.lineText(index);
  if (block.isPrintable(index)) return text.endsWith('\r') ? text.slice(0, -1) : text;
  return parseTerminalLine(text).cells.join('');
}

/** The line was broken because another stream wrote next, so it is shown apart. */
function changesSource(block: OutputBlock, index: number): boolean {
  return index + 1 < block.lineCount && block.lineSource(index) !== block.lineSource(index + 1);
}
