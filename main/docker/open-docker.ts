/** A client of the daemon at an endpoint. */
import type Docker from 'dockerode';
import type { DockerOptions } from 'dockerode';
import type { Endpoint } from './endpoints';
import type { RunDocker } from './run-docker';

export interface OpenedDocker<Client extends RunDocker> extends Disposable {
  docker: Client;
}

/** Null for an address that cannot be used. */
export type OpenDaemon<Client extends RunDocker> = (endpoint: Endpoint) => Promise<OpenedDocker<Client> | null>;

/** dockerode fills what is not said from `DOCKER_HOST` and its like, which may name another daemon. */
const NOTHING_OF_THE_ENVIRONMENT = {
  protocol: 'http',
  socketPath: undefined,
  host: undefined,
  port: undefined,
  pathPrefix: '/',
  username: undefined,
  ca: undefined,
  cert: undefined,
  key: undefined,
  timeout: undefined,
} as unknown as DockerOptions;

/** Null for an address that cannot be used. Disposing ends idle connections. */
export async function openDocker({ options, ssh }: Endpoint): Promise<OpenedDocker<Docker> | null> {
  if (!options) return null;
  // Not at the top: it takes the thread for a fifth of a second, which the window needs for its tabs.
  const { default: DockerClient } = await import('dockerode');
  const agent = ssh ? new (await import('./ssh-agent')).SshAgent(ssh) : null;
  const docker = new DockerClient({ ...NOTHING_OF_THE_ENVIRONMENT, ...options, ...(agent ? { agent } : {}) });
  return { docker, [Symbol.dispose]: () => agent?.[Symbol.dispose]() };
}
