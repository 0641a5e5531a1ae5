/** The containers that a process under test has made. */
import Docker from 'dockerode';

/** Names of all containers, running or not, that carry the process's number. Empty where no daemon answers. */
export async function listContainersOf(pid: number): Promise<string[]> {
  const docker = new Docker();
  const filters = { label: ['runyard.owner', `runyard.pid=${pid}`] };
  const containers = await docker.listContainers({ all: true, filters });
  return containers.map(({ Id, State, Image }) => `${Id.slice(0, 12)} ${State} ${Image}`);
}

/** @throws Error naming what the process, which has ended, left behind */
export async function expectNoContainersOf(pid: number): Promise<void> {
  const left = await listContainersOf(pid);
  if (left.length > 0) throw new Error(`The process ${pid} has ended and left containers: ${left.join(', ')}`);
}

/** Those among them in which a process runs whose command line has the mark in it. */
export async function findContainersRunning(pid: number, mark: string): Promise<string[]> {
  const docker = new Docker();
  const filters = { label: ['runyard.owner', `runyard.pid=${pid}`] };
  const found: string[] = [];
  for (const { Id } of await docker.listContainers({ filters })) {
    // It may end between the two questions.
    const top = await docker
      .getContainer(Id)
      .top()
      .catch(() => null);
    if (top?.Processes?.some((process: string[]) => process.join(' ').includes(mark))) found.push(Id.slice(0, 12));
  }
  return found;
}
