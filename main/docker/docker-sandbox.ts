/** A waiting container that takes one job by the boot protocol. */
import { createNonce } from '../sandbox/namespace';
import type { Sandbox, SandboxEvent, SandboxJob } from '../sandbox/sandbox-provider';
import { AttachedContainer } from './attached-container';
import { buildDelivery, needsTar, type Phase, padTar } from './boot-script';
import { packTar } from './pack-tar';
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

  constructor(options: DockerSandboxOptions) {
    this.#options = options;
    this.#attached = new AttachedContainer(options.waiting);
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

  write(bytes: Uint8Array): Promise<void> {
    return this.#attached.write(bytes);
  }

  closeStdin(): void {
    this.#attached.closeStdin();
  }

  kill(): Promise<void> {
    return this.#attached.kill();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#attached[Symbol.asyncDispose]();
  }

  async #run(job: SandboxJob): Promise<void> {
    const phases = this.#options.planPhases(job);
    const nonce = createNonce();
    await this.#deliver(job, phases, nonce);
    const names = phases.map(({ name }) => name);
    const merger = new PhaseMerger(nonce, names, (event) => this.#attached.give(event));
    await this.#attached.read(merger);
    if (merger.done) return;
    merger.end();
    if (this.#attached.killed) return;
    // The boot shell had no last word: the program killed it, or the daemon is gone.
    const { exitCode, outOfMemory } = await this.#attached.end();
    const unknown = { processLimitMet: false, cpuMs: null, peakMemoryBytes: null };
    this.#attached.give({ type: 'phaseEnded', result: { phase: merger.phase, exitCode, outOfMemory, ...unknown } });
  }

  async #deliver(job: SandboxJob, phases: Phase[], nonce: string): Promise<void> {
    const tar = needsTar(job.files) ? padTar(await packTar(job.files)) : null;
    const { deadlineMs, waiting } = this.#options;
    const { socket } = waiting;
    socket.cork();
    socket.write(buildDelivery({ nonce, job, phases, tarBytes: tar?.length ?? 0, deadlineMs }));
    if (tar) socket.write(tar);
    if (job.stdin) socket.write(job.stdin);
    socket.uncork();
    if (job.stdin !== null) socket.end();
  }
}
