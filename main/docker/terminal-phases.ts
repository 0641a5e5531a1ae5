/**
 * Reads the one stream of a sandbox with a terminal into events. What comes before the program has started is the boot
 * protocol's and is left out, so that the person sees the program's own bytes only.
 */
import type { PhaseName, StreamName } from '../../contract';
import type { SandboxEvent } from '../sandbox/sandbox-provider';
import { parseMarker } from './boot-script';
import type { PhaseReader } from './job-delivery';
import { MarkerScanner, type Scanned } from './marker-scanner';
import { START_WORDS } from './terminal-script';

export class TerminalPhases implements PhaseReader {
  readonly #scanner: MarkerScanner;
  readonly #phases: PhaseName[];
  readonly #give: (event: SandboxEvent) => void;
  readonly #onStart: () => void;
  #current = 0;
  #state: 'booting' | 'running' | 'done' = 'booting';

  /** @param onStart called when what is typed reaches the program */
  constructor(nonce: string, phases: PhaseName[], give: (event: SandboxEvent) => void, onStart: () => void) {
    this.#scanner = new MarkerScanner(nonce);
    this.#phases = phases;
    this.#give = give;
    this.#onStart = onStart;
    give({ type: 'phaseStarted', phase: this.phase });
  }

  get phase(): PhaseName {
    return this.#phases[Math.min(this.#current, this.#phases.length - 1)] ?? 'run';
  }

  get done(): boolean {
    return this.#state === 'done';
  }

  write(_stream: StreamName, bytes: Buffer): void {
    this.#scanner.write(bytes, (scanned) => this.#take(scanned));
  }

  end(): void {
    this.#scanner.end((scanned) => this.#take(scanned));
  }

  #take(scanned: Scanned): void {
    if (scanned.type === 'output') {
      if (this.#state === 'running') this.#give({ type: 'output', stream: 'stdout', bytes: scanned.bytes });
    } else if (this.#state === 'booting') this.#start(scanned.words);
    else if (this.#state === 'running') this.#endPhase(scanned.words);
  }

  #start(words: string): void {
    if (words !== START_WORDS) return;
    this.#state = 'running';
    this.#onStart();
  }

  #endPhase(words: string): void {
    const result = parseMarker(words);
    if (result?.phase !== this.#phases[this.#current] || !result) return;
    this.#give({ type: 'phaseEnded', result });
    this.#current += 1;
    if (this.#current === this.#phases.length || result.exitCode !== 0) this.#state = 'done';
    else this.#give({ type: 'phaseStarted', phase: this.phase });
  }
}
