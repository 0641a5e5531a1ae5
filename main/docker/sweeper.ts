/** Finds containers of an engine on this machine that ended without cleaning up, and removes them. */
import { hostname } from 'node:os';
import type Docker from 'dockerode';
import { HOST_LABEL, OWNER_LABEL, PID_LABEL, PROCESS_STARTED_AT, STARTED_LABEL } from './container-options';

/** A waiting container of a dead engine ends by itself; one that was created and never started stays. */
export async function sweepOrphans(docker: Docker, ownerId: string): Promise<number> {
  const filters = { label: [OWNER_LABEL, `${HOST_LABEL}=${hostname()}`] };
  const containers = await docker.listContainers({ all: true, filters });
  const orphans = containers.filter(({ Labels: labels }) => {
    return labels[OWNER_LABEL] !== ownerId && !isAlive(Number(labels[PID_LABEL]), labels[STARTED_LABEL]);
  });
  // Each may be going by itself already.
  await Promise.allSettled(orphans.map(({ Id: id }) => docker.getContainer(id).remove({ force: true, v: true })));
  return orphans.length;
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
