/** A person at a run's terminal, for tests: types, waits for what is to be seen, and reads how it ended. */
import { type RunEvent, RunRequest, RunyardError, type TerminalSize } from '../../contract';
import type { RunInput } from './provider-suite';
import type { SandboxManager } from './sandbox-manager';

const PATIENCE_MS = 15_000;

export class TerminalSession {
  readonly events: RunEvent[] = [];
  /** All that was printed. */
  screen = '';
  readonly #runs: SandboxManager;
  readonly #abort = new AbortController();
  readonly #finished: Promise<Extract<RunEvent, { type: 'finished' }>>;
  /** Where the next wait begins to look. */
  #seen = 0;
  #wake: () => void = () => {};

  /** Starts a Python program, or what the request says instead. */
  constructor(runs: SandboxManager, code: string, request: RunInput = {}) {
    this.#runs = runs;
    const defaults = { spec: 'python', files: [{ path: 'main.py', content: code }], stdin: 'interactive' };
    const whole = RunRequest.parse({ ...defaults, terminal: { columns: 80, rows: 24 }, ...request });
    this.#finished = this.#read(runs.run(whole, { signal: this.#abort.signal }));
    this.#finished.catch(() => this.#wake());
  }

  get runId(): string {
    const started = this.events.find((event) => event.type === 'started');
    if (started?.type !== 'started') throw new Error('the run has not started');
    return started.runId;
  }

  async type(text: string): Promise<void> {
    await this.#runs.write(this.runId, text);
  }

  async resize(size: TerminalSize): Promise<void> {
    await this.#runs.resize(this.runId, size);
  }

  stop(): void {
    this.#abort.abort();
  }

  /** Waits until the text is printed, after what was waited for before. */
  async see(text: string): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const at = this.screen.indexOf(text, this.#seen);
      if (at !== -1) {
        this.#seen = at + text.length;
        return;
      }
      const leftMs = deadline - performance.now();
      if (leftMs < 0 || this.events.at(-1)?.type === 'finished') {
        throw new Error(`${JSON.stringify(text)} is not in ${JSON.stringify(this.screen.slice(this.#seen))}`);
      }
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        timer = setTimeout(resolve, leftMs);
      });
      clearTimeout(timer);
    }
  }

  /** @throws RunyardError that the run was refused with */
  async finish(): Promise<Extract<RunEvent, { type: 'finished' }>> {
    return this.#finished;
  }

  async #read(events: AsyncIterable<RunEvent>): Promise<Extract<RunEvent, { type: 'finished' }>> {
    for await (const event of events) {
      this.events.push(event);
      if (event.type === 'output') this.screen += event.text;
      this.#wake();
      if (event.type === 'finished') return event;
    }
    throw new RunyardError('INTERNAL', { message: 'The run ended without saying how.', remedy: 'Look at it.' });
  }
}
