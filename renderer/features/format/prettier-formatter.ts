/** Prettier in a worker of its own, which starts with the first text and is ended by one that takes too long. */
import type { PrettierAnswer, PrettierRequest } from './prettier-message';

/** Some 100 000 lines of code. */
const LIMIT_MS = 15_000;

export class PrettierFormatter {
  private worker: Worker | null = null;
  private asked = 0;

  /** Null where it took too long. */
  async format(request: Omit<PrettierRequest, 'id'>): Promise<PrettierAnswer | null> {
    this.asked += 1;
    const id = this.asked;
    const worker = await this.start();
    const stops = new AbortController();
    const { signal } = stops;
    try {
      return await new Promise<PrettierAnswer | null>((resolve, reject) => {
        const timer = setTimeout(() => {
          this.dispose();
          resolve(null);
        }, LIMIT_MS);
        signal.addEventListener('abort', () => clearTimeout(timer));
        const take = ({ data }: MessageEvent<PrettierAnswer>) => data.id === id && resolve(data);
        worker.addEventListener('message', take, { signal });
        worker.addEventListener('error', ({ message }) => reject(new Error(message)), { signal });
        worker.postMessage({ id, ...request } satisfies PrettierRequest);
      });
    } finally {
      stops.abort();
    }
  }

  dispose(): void {
    this.worker?.terminate();
    this.worker = null;
  }

  private async start(): Promise<Worker> {
    const { default: PrettierWorker } = await import('./prettier-worker?worker');
    this.worker ??= new PrettierWorker();
    return this.worker;
  }
}
