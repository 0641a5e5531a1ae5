/** A container of ours from its creation to the moment when a job is handed to it. */
import type { Duplex, Readable } from 'node:stream';
import type Docker from 'dockerode';
import { attachStreams } from './attach-streams';
import type { ContainerPlan } from './container-options';
import type { DockerLink } from './docker-connection';
import { waitingOptions } from './first-stage';
import type { RunContainer } from './run-docker';
import { settlesWithin } from './settles-within';
import { TERMINAL_FIRST_STAGE, untilTerminalIsReady } from './terminal-script';

export interface WaitingContainer {
  /** The daemon that has it. */
  link: DockerLink;
  container: RunContainer;
  /** The attached stream: stdin in; both outputs multiplexed out, or the terminal's one raw stream. */
  socket: Duplex;
  plan: ContainerPlan;
}

/** The image has no `/bin/sh`, so nothing can wait in it. */
export class NoShellError extends Error {
  override readonly name = 'NoShellError';
}

const REMOVAL_TIMEOUT_MS = 10_000;

/**
 * Creates, attaches and starts a container that waits for the boot protocol.
 * @param options.shellKnown the image was seen to have a shell
 * @throws NoShellError, NoTerminalError; what dockerode throws
 */
export async function startWaiting(
  link: DockerLink,
  plan: ContainerPlan,
  { ownerId, shellKnown }: { ownerId: string; shellKnown: boolean },
): Promise<WaitingContainer> {
  const inTerminal = plan.terminal === 'on';
  const options = waitingOptions(plan, ownerId, inTerminal ? TERMINAL_FIRST_STAGE : undefined);
  const waiting = await startAttached(link, plan, options, shellKnown ? undefined : requireShell);
  if (inTerminal) await requireTerminal(waiting);
  return waiting;
}

async function requireTerminal(waiting: WaitingContainer): Promise<void> {
  try {
    await untilTerminalIsReady(waiting.socket);
  } catch (error) {
    await disposeWaiting(waiting);
    throw error;
  }
}

/** Init starts in any image and would only say on the program's stderr that there is no shell. */
async function requireShell(container: RunContainer): Promise<void> {
  try {
    const answer = (await container.infoArchive({ path: '/bin/sh' })) as unknown as Readable;
    // Unread, it would keep its connection for good.
    answer.resume();
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode !== 404) throw error;
    throw new NoShellError('The image has no /bin/sh.', { cause: error });
  }
}

/** Attaches before it starts, so that no byte is missed; leaves nothing behind when it fails. */
export async function startAttached(
  link: DockerLink,
  plan: ContainerPlan,
  options: Docker.ContainerCreateOptions,
  beforeStart: (container: RunContainer) => Promise<void> = async () => {},
): Promise<WaitingContainer> {
  const container = await link.docker.createContainer(options);
  link.events.watch(container.id);
  let socket: Duplex | null = null;
  try {
    await beforeStart(container);
    socket = await attachStreams(container, plan.engine);
    // Without a listener an error of the socket would end the app; whoever reads it meets the error as its end.
    socket.on('error', () => {});
    await container.start();
    return { link, container, socket, plan };
  } catch (error) {
    socket?.destroy();
    await removeContainer(link, container);
    throw error;
  }
}

/** Gives back a container that nobody took. */
export async function disposeWaiting({ link, container, socket }: WaitingContainer): Promise<void> {
  socket.destroy();
  await removeContainer(link, container);
}

/** Kills and removes; settles when the container is gone or no daemon is there to ask. */
export async function removeContainer({ events }: DockerLink, container: RunContainer): Promise<void> {
  const removal = container.remove({ force: true, v: true }).catch((error: { statusCode?: number }) => {
    // 409: the daemon is removing it already. 404: it is gone. Otherwise no daemon answers.
    if (error.statusCode === 409) return events.gone(container.id);
  });
  await settlesWithin(removal, REMOVAL_TIMEOUT_MS);
  events.forget(container.id);
}
