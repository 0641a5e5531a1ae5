/** Asks the worker that finds places: one question at a time, each within a time. */
import type { NamedPlace } from '../../../contract';
import type { PlaceAnswer, PlaceRequest, PlaceRun } from './place-message';

/** Honest patterns take milliseconds for a screen of lines; a busy machine gives a worker its turn within seconds. */
const LIMIT_MS = 2_000;

/** Of a worker what is needed. */
export type PlaceWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** The worker starts with the first question, and is ended by one that takes too long. */
export class PlaceAsker {
  private worker: Promise<PlaceWorker> | null = null;
  private begun: PlaceRun | null = null;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly createWorker: () => Promise<PlaceWorker> = loadWorker,
    private readonly limitMs = LIMIT_MS,
  ) {}

  /** The places of each line; null where it took too long, or nobody can be asked. */
  find(run: PlaceRun, lines: readonly string[]): Promise<PlacesOfLines | null> {
    const answer = this.last.then(() => this.ask(run, lines)).catch(() => this.giveUp());
    this.last = answer;
    return answer;
  }

  private async ask(run: PlaceRun, lines: readonly string[]): Promise<PlacesOfLines | null> {
    this.worker ??= this.start();
    const worker = await this.worker;
    if (this.begun !== run) post(worker, { kind: 'begin', run });
    this.begun = run;
    const heard = new AbortController();
    try {
      return await new Promise<PlacesOfLines | null>((resolve) => {
        const timer = setTimeout(() => resolve(this.giveUp()), this.limitMs);
        heard.signal.addEventListener('abort', () => clearTimeout(timer));
        listen(worker, heard.signal, (answer) => {
          if (answer === null) resolve(this.giveUp());
          else if (answer.kind === 'found') resolve(answer.places);
        });
        post(worker, { kind: 'find', lines });
      });
    } finally {
      heard.abort();
    }
  }

  private giveUp(): null {
    void this.worker?.then((worker) => worker.terminate()).catch(() => {});
    this.worker = null;
    this.begun = null;
    return null;
  }

  private async start(): Promise<PlaceWorker> {
    const worker = await this.createWorker();
    const heard = new AbortController();
    const answer = await new Promise<PlaceAnswer | null>((resolve) => listen(worker, heard.signal, resolve));
    heard.abort();
    if (answer === null) throw new Error('The worker did not start.');
    return worker;
  }
}

export type PlacesOfLines = readonly (readonly NamedPlace[])[];

function post(worker: PlaceWorker, request: PlaceRequest): void {
  worker.postMessage(request);
}

/** @param take is given null where the worker failed */
function listen(worker: PlaceWorker, signal: AbortSignal, take: (answer: PlaceAnswer | null) => void): void {
  worker.addEventListener('message', (event) => take((event as MessageEvent<PlaceAnswer>).data), { signal });
  worker.addEventListener('error', () => take(null), { signal });
}

async function loadWorker(): Promise<PlaceWorker> {
  const { default: Worker } = await import('./place-worker?worker');
  return new Worker();
}
