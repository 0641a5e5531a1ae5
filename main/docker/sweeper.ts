/** Finds containers of engines that ended without cleaning up, and removes them; those of living ones are left alone. */
import {
  CONTAINER_LABEL,
  HOST_LABEL,
  OWNER_LABEL,
  PID_LABEL,
  PROCESSES_LABEL,
  STARTED_LABEL,
} from './container-options';
import { PROCESS_PLACE, PROCESS_STARTED_AT, type ProcessPlace } from './process-place';
import type { RunDocker } from './run-docker';

/** An engine starts a container as soon as it has created it. */
const NEVER_STARTED_SECONDS = 10 * 60;

/**
 * A container that runs ends by itself after its deadline, and a waiting one with its engine; one that was created and
 * never started stays.
 */
export async function sweepOrphans(docker: RunDocker, ownerId: string, place = PROCESS_PLACE): Promise<number> {
  const containers = await docker.listContainers({ all: true, filters: { label: [OWNER_LABEL] } });
  const others = containers.filter(({ Labels: labels }) => labels[OWNER_LABEL] !== ownerId);
  if (others.length === 0) return 0;
  const running = new Set((await docker.listContainers()).map(({ Id: id }) => id));
  const orphans = others.filter(({ Labels: labels, State: state, Created: created }) => {
    if (isNear(labels, place)) return !isAlive(Number(labels[PID_LABEL]), labels[STARTED_LABEL]);
    const home = labels[CONTAINER_LABEL];
    // A daemon that does not know the container that we are in knows no other engine's either.
    if (home && running.has(place.container)) return !running.has(home);
    return state === 'created' && Date.now() / 1000 - created > NEVER_STARTED_SECONDS;
  });
  // Each may be going by itself already.
  await Promise.allSettled(orphans.map(({ Id: id }) => docker.getContainer(id).remove({ force: true, v: true })));
  return orphans.length;
}

/** Whether its owner's process number means something here: each container has a first process of its own. */
function isNear(labels: Record<string, string>, { host, processes }: ProcessPlace): boolean {
  return labels[HOST_LABEL] === host && labels[PROCESSES_LABEL] === processes;
}

/** A process number is used again in time, so our own number with another start is a leftover. */
function isAlive(pid: number, startedAt: string | undefined): boolean {
  if (pid === process.pid) return startedAt === PROCESS_STARTED_AT;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
