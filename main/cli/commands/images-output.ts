/** What `runyard images` prints: a table, and the progress of several images at once. */
import type { WriteStream } from 'node:tty';
import type { ImageProgress, ImageStatus, Spec } from '../../../contract';
import type { ImageReporter } from './image-reporter';
import { writeTable } from './table';

export type ImageAction = 'build' | 'pull' | 'remove';

/** On a terminal the lines are painted again at most so often. */
const REPAINT_MS = 100;

/** @param columns of the terminal, where it is one */
export function writeImages(statuses: readonly ImageStatus[], columns?: number): string {
  const rows = statuses.map((status) => [
    status.specId,
    status.sizeBytes === null ? 'missing' : formatBytes(status.sizeBytes),
    status.reference ?? status.options.map(formatOption).join(', or '),
  ]);
  return writeTable([['LANGUAGE', 'SIZE', 'IMAGE'], ...rows], { columns });
}

function formatOption(option: ImageStatus['options'][number]): string {
  if (option.kind === 'build') return `build from ${option.packages.join(', ') || 'the base'}`;
  return `pull ${option.reference}${option.downloadBytes === null ? '' : ` (${formatBytes(option.downloadBytes)})`}`;
}

export function formatBytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1e6))} MB`;
}

type Output = Pick<WriteStream, 'write'> & { isTTY?: boolean; columns?: number };

/** One line for each image at work on a terminal; elsewhere a line whenever one is a tenth further, or done. */
export class ProgressPrinter implements ImageReporter {
  readonly #output: Output;
  readonly #live: boolean;
  readonly #width: number;
  readonly #current = new Map<string, string>();
  readonly #tenths = new Map<string, number>();
  readonly #startedAt = performance.now();
  #painted = 0;
  #paintedAt = 0;

  constructor(specs: readonly Spec[], output: Output, environment: Record<string, string | undefined> = process.env) {
    this.#output = output;
    this.#live = output.isTTY === true && !environment.CI;
    this.#width = Math.max(0, ...specs.map(({ id }) => id.length));
  }

  take(spec: Spec, news: ImageProgress): void {
    if (news.type === 'log') return;
    if (news.type === 'done') {
      const { reference, sizeBytes } = news.image;
      this.say(spec, `${reference} is there, ${formatBytes(sizeBytes ?? 0)}, after ${this.#elapsed()}`);
      return;
    }
    const percent = news.fraction === null ? '    ' : `${String(Math.floor(news.fraction * 100)).padStart(3)}%`;
    const line = this.#line(spec, `${percent}  ${news.message}`);
    if (this.#live) {
      this.#current.set(spec.id, line);
      this.#repaint();
      return;
    }
    const tenth = Math.floor((news.fraction ?? 0) * 10);
    if (tenth <= (this.#tenths.get(spec.id) ?? -1)) return;
    this.#tenths.set(spec.id, tenth);
    this.#output.write(`${line}\n`);
  }

  removed(spec: Spec, reference: string | null): void {
    this.say(spec, reference === null ? 'is not there' : `removed ${reference}`);
  }

  fail(spec: Spec): void {
    this.say(spec, `failed after ${this.#elapsed()}`);
  }

  /** A line that stays. */
  say(spec: Spec, text: string): void {
    this.#erase();
    this.#current.delete(spec.id);
    this.#output.write(`${this.#line(spec, text)}\n`);
    this.#paint();
  }

  end(): void {
    this.#erase();
    this.#current.clear();
  }

  #line(spec: Spec, text: string): string {
    return `${spec.id.padEnd(this.#width)}  ${text}`;
  }

  #elapsed(): string {
    return `${((performance.now() - this.#startedAt) / 1000).toFixed(1)} s`;
  }

  #repaint(): void {
    if (performance.now() - this.#paintedAt < REPAINT_MS) return;
    this.#erase();
    this.#paint();
  }

  #erase(): void {
    if (this.#painted > 0) this.#output.write(`\x1b[${this.#painted}A\x1b[J`);
    this.#painted = 0;
  }

  #paint(): void {
    if (!this.#live) return;
    const columns = this.#output.columns ?? 80;
    for (const line of this.#current.values()) this.#output.write(`${line.slice(0, columns - 1)}\n`);
    this.#painted = this.#current.size;
    this.#paintedAt = performance.now();
  }
}
