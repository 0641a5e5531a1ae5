/**
 * Puts a sandbox's two streams together into events in phase order.
 *
 * Each phase ends with a marker on both streams, and Docker carries the streams apart: one may show the next phase
 * before the other has ended this one. What is ahead waits until both are there.
 */
import type { PhaseName, StreamName } from '../../contract';
import type { PhaseResult, SandboxEvent } from '../sandbox/sandbox-provider';
import { parseMarker } from './boot-script';
import type { PhaseReader } from './job-delivery';
import { MarkerScanner, type Scanned } from './marker-scanner';

interface StreamState {
  scanner: MarkerScanner;
  /** How many phases this stream has ended. */
  ended: number;
  ahead: Buffer[];
}

export class PhaseMerger implements PhaseReader {
  readonly #streams: Record<StreamName, StreamState>;
  readonly #phases: PhaseName[];
  readonly #give: (event: SandboxEvent) => void;
  readonly #results: PhaseResult[] = [];
  #current = 0;
  #state: 'running' | 'done' = 'running';

  constructor(nonce: string, phases: PhaseName[], give: (event: SandboxEvent) => void) {
    this.#streams = {
      stdout: { scanner: new MarkerScanner(nonce), ended: 0, ahead: [] },
      stderr: { scanner: new MarkerScanner(nonce), ended: 0, ahead: [] },
    };
    this.#phases = phases;
    this.#give = give;
    give({ type: 'phaseStarted', phase: this.phase });
  }

  /** The phase that both streams are in, or the last one. */
  get phase(): PhaseName {
    return this.#phases[Math.min(this.#current, this.#phases.length - 1)] ?? 'run';
  }

  /** Both streams have ended the last phase that there is to be. */
  get done(): boolean {
    return this.#state === 'done';
  }

  write(stream: StreamName, bytes: Buffer): void {
    this.#streams[stream].scanner.write(bytes, (scanned) => this.#take(stream, scanned));
  }

  /** The streams ended without their last markers: what was held back is output after all. */
  end(): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      const state = this.#streams[stream];
      for (const bytes of state.ahead.splice(0)) this.#give({ type: 'output', stream, bytes });
      state.scanner.end((scanned) => this.#take(stream, scanned));
    }
  }

  #take(stream: StreamName, scanned: Scanned): void {
    if (this.done) return;
    const state = this.#streams[stream];
    if (scanned.type === 'output') {
      if (state.ended > this.#current) state.ahead.push(scanned.bytes);
      else this.#give({ type: 'output', stream, bytes: scanned.bytes });
      return;
    }
    const result = parseMarker(scanned.words);
    if (result?.phase !== this.#phases[state.ended]) return;
    state.ended += 1;
    if (stream === 'stdout' && result) this.#results.push(result);
    if (this.#streams.stdout.ended > this.#current && this.#streams.stderr.ended > this.#current) this.#endPhase();
  }

  #endPhase(): void {
    const result = this.#results[this.#current];
    if (!result) return;
    this.#give({ type: 'phaseEnded', result });
    this.#current += 1;
    if (this.#current === this.#phases.length || result.exitCode !== 0) {
      this.#state = 'done';
      return;
    }
    this.#give({ type: 'phaseStarted', phase: this.phase });
    for (const stream of ['stdout', 'stderr'] as const) {
      for (const bytes of this.#streams[stream].ahead.splice(0)) this.#give({ type: 'output', stream, bytes });
    }
  }
}
