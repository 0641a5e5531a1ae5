/** A waiting container with a terminal, which takes one job by the boot protocol. */
import type { TerminalSize } from '../../contract';
import { createNonce } from '../sandbox/namespace';
import type { Sandbox, SandboxEvent, SandboxJob } from '../sandbox/sandbox-provider';
import { AttachedContainer } from './attached-container';
import type { DockerSandboxOptions } from './docker-sandbox';
import { deliver, follow } from './job-delivery';
import { TerminalPhases } from './terminal-phases';

/** Ctrl+D: the stream stays open as long as the terminal does, so its end is a key. */
export const END_OF_INPUT = Uint8Array.of(4);

export class TerminalSandbox implements Sandbox {
  readonly warm: boolean;
  readonly #options: DockerSandboxOptions;
  readonly #attached: AttachedContainer;
  /** Until then a key would be taken as a part of the delivery, and a size would be set over by the first one. */
  readonly #ready: Promise<void>;
  #resolveReady: () => void = () => {};

  constructor(options: DockerSandboxOptions) {
    this.#options = options;
    this.#attached = new AttachedContainer(options.waiting);
    this.#ready = new Promise((resolve) => {
      this.#resolveReady = resolve;
    });
    this.warm = options.warm;
  }

  execute(job: SandboxJob): AsyncIterable<SandboxEvent> {
    const { events } = this.#attached;
    void this.#run(job)
      .then(
        () => events.end(),
        (error: unknown) => events.fail(error),
      )
      .then(() => this.#resolveReady());
    return events;
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#ready;
    await this.#attached.write(bytes);
  }

  closeStdin(): void {
    void this.write(END_OF_INPUT);
  }

  async resize(size: TerminalSize): Promise<void> {
    await this.#ready;
    await this.#attached.resize(size);
  }

  kill(): Promise<void> {
    this.#resolveReady();
    return this.#attached.kill();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#resolveReady();
    return this.#attached[Symbol.asyncDispose]();
  }

  async #run(job: SandboxJob): Promise<void> {
    const { planPhases, waiting, deadlineMs } = this.#options;
    const phases = planPhases(job);
    const nonce = createNonce();
    await deliver(waiting, { nonce, job, phases, deadlineMs });
    const names = phases.map(({ name }) => name);
    const give = (event: SandboxEvent) => this.#attached.give(event);
    await follow(this.#attached, new TerminalPhases(nonce, names, give, this.#resolveReady));
  }
}
