/** A waiting container that takes one job by the boot protocol. */
import { createNonce } from '../sandbox/namespace';
import type { Sandbox, SandboxEvent, SandboxJob } from '../sandbox/sandbox-provider';
import { AttachedContainer } from './attached-container';
import type { Phase } from './boot-script';
import { deliver, follow } from './job-delivery';
import { PhaseMerger } from './phase-merger';
import type { WaitingContainer } from './waiting-container';

export interface DockerSandboxOptions {
  waiting: WaitingContainer;
  warm: boolean;
  planPhases: (job: SandboxJob) => Phase[];
  /** After so long everything in the sandbox dies, even if the app is gone. */
  deadlineMs: number;
}

export class DockerSandbox implements Sandbox {
  readonly warm: boolean;
  readonly #options: DockerSandboxOptions;
  readonly #attached: AttachedContainer;
  /** Until then the program's stdin would come before the job that it is for, and its end in place of it. */
  readonly #delivered: Promise<void>;
  #resolveDelivered: () => void = () => {};

  constructor(options: DockerSandboxOptions) {
    this.#options = options;
    this.#attached = new AttachedContainer(options.waiting);
    this.#delivered = new Promise((resolve) => {
      this.#resolveDelivered = resolve;
    });
    this.warm = options.warm;
  }

  execute(job: SandboxJob): AsyncIterable<SandboxEvent> {
    const { events } = this.#attached;
    void this.#run(job).then(
      () => events.end(),
      (error: unknown) => events.fail(error),
    );
    return events;
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#delivered;
    await this.#attached.write(bytes);
  }

  closeStdin(): void {
    void this.#delivered.then(() => this.#attached.closeStdin());
  }

  kill(): Promise<void> {
    this.#resolveDelivered();
    return this.#attached.kill();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#resolveDelivered();
    return this.#attached[Symbol.asyncDispose]();
  }

  async #run(job: SandboxJob): Promise<void> {
    const { planPhases, waiting, deadlineMs } = this.#options;
    const phases = planPhases(job);
    const nonce = createNonce();
    await deliver(waiting, { nonce, job, phases, deadlineMs }).finally(this.#resolveDelivered);
    const names = phases.map(({ name }) => name);
    await follow(this.#attached, new PhaseMerger(nonce, names, (event) => this.#attached.give(event)));
  }
}
