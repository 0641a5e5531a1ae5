/**
 * A container that is started while the engine is still being loaded, on the guess that this run wants what the last one
 * did. It only waits: nothing is sent to it before the engine has made its own plan and found the guess to be right.
 */
import type { Duplex } from 'node:stream';
import { createRunId } from '../sandbox/namespace';
import { attachStreams } from './attach-streams';
import type { ContainerPlan } from './container-options';
import type { DockerLink } from './docker-connection';
import { waitingOptions } from './first-stage';
import type { RunContainer } from './run-docker';
import { settlesWithin } from './settles-within';
import { SocketDocker } from './socket-docker';
import { removeContainer, type WaitingContainer } from './waiting-container';

const REMOVAL_TIMEOUT_MS = 3000;
/** Since it was asked for the container. */
const ANSWER_TIMEOUT_MS = 3000;

export interface Guess {
  /** Of a daemon on this machine. */
  socketPath: string;
  plan: ContainerPlan;
}

interface Begun {
  container: RunContainer;
  socket: Duplex;
}

export class HeadStart implements AsyncDisposable {
  /** In the label of the container, and so of each that the engine makes. */
  readonly ownerId = createRunId();
  readonly #guess: Guess | null;
  readonly #begunAt = performance.now();
  /** Null where nothing could be started: the engine will tell why. */
  #begun: Promise<Begun | null>;
  #right: Guess | null = null;

  /** @param guess null where there is none */
  constructor(guess: Guess | null) {
    this.#guess = guess;
    this.#begun = guess ? begin(guess, this.ownerId).catch(() => null) : Promise.resolve(null);
  }

  /** What would have been the right guess; null where no container was wanted that can be started ahead. */
  get right(): Guess | null {
    return this.#right;
  }

  /** The container, where it is what the plan wants but for its limits. It is given once. */
  async take(link: DockerLink, plan: ContainerPlan): Promise<WaitingContainer | null> {
    const guess = this.#guess;
    if (!guess || keyOf(guess) !== keyOf({ socketPath: findSocket(link), plan })) return null;
    const begun = await this.#begun;
    if (!begun) return null;
    this.#begun = Promise.resolve(null);
    const container = link.docker.getContainer(begun.container.id);
    link.events.watch(container.id);
    // What ended before it was watched is not told of.
    const found = await container.inspect().catch(() => null);
    if (found?.State.Running) return { link, container, socket: begun.socket, plan: guess.plan };
    begun.socket.destroy();
    await removeContainer(link, container);
    return null;
  }

  /** That a container of this plan was started. */
  note(link: DockerLink, plan: ContainerPlan): void {
    const socketPath = findSocket(link);
    const canBeAhead = socketPath !== '' && plan.engine === 'docker' && plan.terminal === 'off';
    this.#right = canBeAhead ? { socketPath, plan } : null;
  }

  /** Removes a container that was not taken. A daemon that does not answer is not waited for. */
  async [Symbol.asyncDispose](): Promise<void> {
    const begun = this.#begun;
    this.#begun = Promise.resolve(null);
    const answerMs = Math.max(0, ANSWER_TIMEOUT_MS - (performance.now() - this.#begunAt));
    const removed = begun.then(giveUp);
    if (await settlesWithin(begun, answerMs)) await settlesWithin(removed, REMOVAL_TIMEOUT_MS);
    else removed.catch(() => {});
  }
}

/** Fails where it is going by itself already. */
async function giveUp(begun: Begun | null): Promise<void> {
  begun?.socket.destroy();
  await begun?.container.remove({ force: true, v: true });
}

async function begin({ socketPath, plan }: Guess, ownerId: string): Promise<Begun> {
  const container = await new SocketDocker(socketPath).createContainer(waitingOptions(plan, ownerId));
  try {
    const socket = await attachStreams(container, 'docker');
    // Whoever reads it meets its error as its end.
    socket.on('error', () => {});
    await container.start();
    return { container, socket };
  } catch (error) {
    await container.remove({ force: true, v: true }).catch(() => {});
    throw error;
  }
}

/** All but the limits, which a container can be given when it runs. */
function keyOf({ socketPath, plan: { limits: _, ...plan } }: Guess): string {
  return JSON.stringify([socketPath, Object.entries(plan).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** Empty for a daemon that is reached otherwise. */
function findSocket({ docker }: DockerLink): string {
  const { socketPath } = docker.modem as { socketPath?: unknown };
  return typeof socketPath === 'string' ? socketPath : '';
}
