/** Sandbox provider on Docker: gives a warm container where one waits, starts one where none does. */
import type { ImageSource, Spec } from '../../contract';
import { RunyardError } from '../../contract/runyard-error';
import { expandCommand, resolveCommands } from '../sandbox/command';
import type { Sandbox, SandboxJob, SandboxPlan, SandboxProvider } from '../sandbox/sandbox-provider';
import type { Phase } from './boot-script';
import { type ContainerPlan, limitOptions } from './container-options';
import type { DockerLink } from './docker-connection';
import { DockerSandbox } from './docker-sandbox';
import type { HeadStart } from './head-start';
import type { ResolvedImage } from './image-finder';
import { TerminalSandbox } from './terminal-sandbox';
import { NoTerminalError } from './terminal-script';
import { disposeWaiting, NoShellError, startWaiting, type WaitingContainer } from './waiting-container';
import { WarmPool } from './warm-pool';

/** What the deadline inside a sandbox leaves to the engine's own clock. */
const DEADLINE_MARGIN_MS = 15_000;

export interface DockerProviderOptions {
  connection: { get(): Promise<DockerLink> };
  /** @throws RunyardError `IMAGE_MISSING` */
  resolveImage: (spec: Spec) => Promise<ResolvedImage>;
  /** Marks the containers of this engine. */
  ownerId: string;
  warmSandboxes: number;
  warmIdleMs: number;
  /** A container that may have been started before this was there. */
  headStart?: HeadStart | undefined;
}

export class DockerProvider implements SandboxProvider {
  readonly id = 'docker';
  readonly #options: DockerProviderOptions;
  readonly #pool: WarmPool;
  /** Images seen to have a shell, or to have none. */
  readonly #shells = new Map<string, boolean>();

  constructor(options: DockerProviderOptions) {
    this.#options = options;
    this.#pool = new WarmPool({
      start: async (plan) => this.#start(await options.connection.get(), plan),
      size: options.warmSandboxes,
      idleMs: options.warmIdleMs,
    });
  }

  async check({ spec }: SandboxPlan): Promise<RunyardError | null> {
    try {
      await this.#options.connection.get();
      await this.#options.resolveImage(spec);
      return null;
    } catch (error) {
      return explain(error, spec, 'Docker');
    }
  }

  async acquire(plan: SandboxPlan, signal: AbortSignal): Promise<Sandbox> {
    const link = await this.#options.connection.get();
    const image = await this.#options.resolveImage(plan.spec);
    const { reference, source } = image;
    signal.throwIfAborted();
    const containerPlan = this.#planContainer(plan, image, link);
    const planPhases = (job: SandboxJob) => planSpecPhases(plan.spec, source, job);
    if (this.#shells.get(reference) === false) return this.#createShellless(link, containerPlan, planPhases);
    const deadlineMs = plan.limits.compileTimeoutMs + plan.limits.runTimeoutMs + DEADLINE_MARGIN_MS;
    const TakingSandbox = plan.terminal === 'on' ? TerminalSandbox : DockerSandbox;
    const waiting = await this.#takeWarm(containerPlan, plan);
    if (waiting) return new TakingSandbox({ waiting, warm: true, planPhases, deadlineMs });
    try {
      const started = (await this.#takeAhead(link, containerPlan)) ?? (await this.#start(link, containerPlan));
      this.#options.headStart?.note(link, containerPlan);
      if (!signal.aborted) return new TakingSandbox({ waiting: started, warm: false, planPhases, deadlineMs });
      await disposeWaiting(started);
      throw signal.reason;
    } catch (error) {
      if (!(error instanceof NoShellError)) throw signal.aborted ? signal.reason : explain(error, plan.spec, reference);
      return await this.#createShellless(link, containerPlan, planPhases);
    }
  }

  prepare(plan: SandboxPlan): void {
    void this.#prepare(plan).catch(() => {
      // No daemon or no image: the run itself will say so.
    });
  }

  /** Gives up what is ready, of one image or of all: the image is to go, or the daemon is gone. */
  async forget(image?: string): Promise<void> {
    if (image === undefined) this.#shells.clear();
    else this.#shells.delete(image);
    await this.#pool.clear(image);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool[Symbol.asyncDispose]();
  }

  async #prepare(plan: SandboxPlan): Promise<void> {
    const link = await this.#options.connection.get();
    const image = await this.#options.resolveImage(plan.spec);
    if (this.#shells.get(image.reference) !== false) this.#pool.keep(this.#planContainer(plan, image, link));
  }

  async #start(link: DockerLink, plan: ContainerPlan): Promise<WaitingContainer> {
    const { ownerId } = this.#options;
    try {
      const waiting = await startWaiting(link, plan, { ownerId, shellKnown: this.#shells.get(plan.image) === true });
      this.#shells.set(plan.image, true);
      return waiting;
    } catch (error) {
      if (error instanceof NoShellError) this.#shells.set(plan.image, false);
      throw error;
    }
  }

  #planContainer({ limits, network, terminal }: SandboxPlan, image: ResolvedImage, link: DockerLink): ContainerPlan {
    const { cpus: availableCpus, runtime, engine, held } = link;
    const { reference, localhost } = image;
    return { image: reference, localhost, limits, network, terminal, availableCpus, runtime, engine, held };
  }

  async #takeWarm(plan: ContainerPlan, { priority }: SandboxPlan): Promise<WaitingContainer | null> {
    const waiting = this.#pool.take(plan, priority);
    return waiting && fitLimits(waiting, plan);
  }

  async #takeAhead(link: DockerLink, plan: ContainerPlan): Promise<WaitingContainer | null> {
    const waiting = await this.#options.headStart?.take(link, plan);
    return waiting ? fitLimits(waiting, plan) : null;
  }

  /** It is loaded where an image needs it, with its library for tars. */
  async #createShellless(
    link: DockerLink,
    plan: ContainerPlan,
    planPhases: (job: SandboxJob) => Phase[],
  ): Promise<Sandbox> {
    const { ShelllessSandbox } = await import('./shellless-sandbox');
    return new ShelllessSandbox({ link, plan, ownerId: this.#options.ownerId, planPhases });
  }
}

/** The container with the plan's limits; null where it cannot be given them. */
async function fitLimits(waiting: WaitingContainer, plan: ContainerPlan): Promise<WaitingContainer | null> {
  const wanted = limitOptions(plan);
  if (JSON.stringify(wanted) === JSON.stringify(limitOptions(waiting.plan))) return waiting;
  try {
    await waiting.container.update(wanted);
    return waiting;
  } catch {
    await disposeWaiting(waiting);
    return null;
  }
}

function planSpecPhases(spec: Spec, source: ImageSource, job: SandboxJob): Phase[] {
  const { compile, run } = resolveCommands(spec, source);
  const phases: Phase[] = compile ? [{ name: 'compile', command: expandCommand(compile, job) }] : [];
  return [...phases, { name: 'run', command: expandCommand(run, job) }];
}

function explain(error: unknown, spec: Spec, reference: string): RunyardError {
  if (error instanceof RunyardError) return error;
  if (error instanceof NoTerminalError) {
    return new RunyardError('PROVIDER_UNFIT', {
      message: `The image ${reference} has no stty, so it cannot give ${spec.title} a terminal.`,
      remedy: 'Turn the terminal off for this tab, or use an image with coreutils or BusyBox.',
      cause: error,
    });
  }
  const { message = String(error), code } = error as { message?: string; code?: string };
  if (code === 'ECONNREFUSED' || code === 'ENOENT' || code === 'ECONNRESET') {
    return new RunyardError('DOCKER_UNREACHABLE', {
      message: 'The Docker daemon went away.',
      remedy: 'Start Docker again; Runyard finds it by itself.',
      cause: error,
    });
  }
  return new RunyardError('DOCKER_FAILED', {
    message: `Docker could not start a sandbox for ${spec.title} from ${reference}: ${message}`,
    remedy:
      'Remove the image and pull or build it again; if that does not help, look into the log of the Docker daemon.',
    cause: error,
  });
}
