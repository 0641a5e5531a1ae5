/**
 * A cold start for an image with no shell, where nothing can wait: the container is made for the job, its files are
 * copied in before it starts, and its command is the program itself. Peak memory and CPU time stay unknown, because
 * nobody is inside to read them; the work folder is a volume of the container's own instead of a sized tmpfs, because
 * only a volume can be filled before the start.
 */
import type { TerminalSize } from '../../contract';
import { RunyardError } from '../../contract/runyard-error';
import type { Sandbox, SandboxEvent, SandboxJob } from '../sandbox/sandbox-provider';
import { AttachedContainer } from './attached-container';
import type { Phase } from './boot-script';
import { type ContainerPlan, containerOptions, WORK_FOLDER } from './container-options';
import type { DockerLink } from './docker-connection';
import { packTar } from './pack-tar';
import { END_OF_INPUT } from './terminal-sandbox';
import { startAttached, type WaitingContainer } from './waiting-container';

export interface ShelllessSandboxOptions {
  link: DockerLink;
  plan: ContainerPlan;
  ownerId: string;
  planPhases: (job: SandboxJob) => Phase[];
}

export class ShelllessSandbox implements Sandbox {
  readonly warm = false;
  readonly #options: ShelllessSandboxOptions;
  #started: Promise<AttachedContainer> | null = null;

  constructor(options: ShelllessSandboxOptions) {
    this.#options = options;
  }

  async *execute(job: SandboxJob): AsyncGenerator<SandboxEvent, void> {
    const argv = this.#findCommand(job);
    this.#started = this.#start(job, argv);
    const attached = await this.#started;
    attached.give({ type: 'phaseStarted', phase: 'run' });
    void this.#read(attached, job).then(
      () => attached.events.end(),
      (error: unknown) => attached.events.fail(error),
    );
    yield* attached.events;
  }

  async write(bytes: Uint8Array): Promise<void> {
    await (await this.#started)?.write(bytes);
  }

  closeStdin(): void {
    if (this.#options.plan.terminal === 'on') void this.write(END_OF_INPUT);
    else void this.#started?.then((attached) => attached.closeStdin());
  }

  async resize(size: TerminalSize): Promise<void> {
    await (await this.#started)?.resize(size);
  }

  async kill(): Promise<void> {
    await (await this.#started?.catch(() => null))?.kill();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await this.#started?.catch(() => null))?.[Symbol.asyncDispose]();
  }

  #findCommand(job: SandboxJob): string[] {
    const phases = this.#options.planPhases(job);
    const command = phases.at(-1)?.command;
    if (phases.length === 1 && command && 'argv' in command) return command.argv;
    throw new RunyardError('SPEC_INVALID', {
      message: `The image ${this.#options.plan.image} has no shell, so it can run one argument vector only.`,
      remedy: 'Write the run command as a list and take the compile command out, or use an image with /bin/sh.',
    });
  }

  async #start(job: SandboxJob, argv: string[]): Promise<AttachedContainer> {
    const { link, plan, ownerId } = this.#options;
    const options = containerOptions(plan, ownerId, argv);
    options.Env = [...(options.Env ?? []), ...Object.entries(job.env).map(([name, value]) => `${name}=${value}`)];
    if (job.terminal) options.Env.push('TERM=xterm-256color', 'COLORTERM=truecolor');
    options.Volumes = { [WORK_FOLDER]: {} };
    const files = await packTar(job.files, { folder: true });
    const waiting: WaitingContainer = await startAttached(link, plan, options, async (container) => {
      await container.putArchive(files, { path: WORK_FOLDER });
    });
    const attached = new AttachedContainer(waiting);
    if (job.terminal) await attached.resize(job.terminal);
    return attached;
  }

  async #read(attached: AttachedContainer, job: SandboxJob): Promise<void> {
    if (job.stdin) void attached.write(Buffer.from(job.stdin));
    if (job.stdin !== null) attached.closeStdin();
    await attached.read({ done: false, write: (stream, bytes) => attached.give({ type: 'output', stream, bytes }) });
    if (attached.killed) return;
    const unknown = { processLimitMet: false, cpuMs: null, peakMemoryBytes: null };
    attached.give({ type: 'phaseEnded', result: { phase: 'run', ...(await attached.end()), ...unknown } });
  }
}
