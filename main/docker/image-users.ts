/** The containers that are made of an image, in any state. */
import type Docker from 'dockerode';

/** Their names. `image`: a reference or an id. */
export async function listUsers(docker: Docker, image: string): Promise<string[]> {
  const containers = await listContainers(docker, image).catch(() => []);
  return containers.map(({ Names, Id }) => Names[0]?.replace(/^\//, '') ?? Id.slice(0, 12));
}

/** Settles when those that there are now are gone, or at the deadline. Returns whether there were any. */
export async function waitForUsers(docker: Docker, image: string, deadline: number): Promise<boolean> {
  const containers = await listContainers(docker, image);
  for (const { Id } of containers) {
    const abortSignal = AbortSignal.timeout(Math.max(1, deadline - Date.now()));
    await docker
      .getContainer(Id)
      .wait({ condition: 'removed', abortSignal })
      .catch(() => {});
  }
  return containers.length > 0;
}

function listContainers(docker: Docker, image: string): Promise<Docker.ContainerInfo[]> {
  return docker.listContainers({ all: true, filters: JSON.stringify({ ancestor: [image] }) });
}

/**
 * Removes an image that another one took the name of, unless something else names it or a container still uses it: then
 * it is let be.
 */
export async function removeReplaced(docker: Docker, id: string, deadline: number): Promise<void> {
  const image = docker.getImage(id);
  const { RepoTags = [] } = await image.inspect().catch(() => ({ RepoTags: ['gone'] }));
  if (RepoTags.length > 0) return;
  try {
    await image.remove();
  } catch {
    await waitForUsers(docker, id, deadline).catch(() => {});
    await image.remove().catch(() => {});
  }
}
