/** Where a Docker daemon may be, in the order in which it is looked for. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DockerOptions } from 'dockerode';

export interface Endpoint {
  /** Where the address came from. */
  source: string;
  /** The address as a person would write it. */
  address: string;
  /** Null where the address is of a kind that cannot be used. */
  options: DockerOptions | null;
}

export interface EndpointFacts {
  /** The person's own setting; empty when there is none. */
  explicit: string;
  environment: Record<string, string | undefined>;
  platform: NodeJS.Platform;
  home: string;
}

/**
 * An address that the person gave, by setting or `DOCKER_HOST`, is the only one: code is not quietly run elsewhere.
 * Otherwise the current Docker context, then the sockets that the usual engines listen on.
 */
export function listEndpoints(facts: EndpointFacts): Endpoint[] {
  const { explicit, environment } = facts;
  if (explicit !== '') return [parseAddress('the dockerHost setting', explicit, environmentTls(environment))];
  if (environment.DOCKER_HOST) {
    return [parseAddress('DOCKER_HOST', environment.DOCKER_HOST, environmentTls(environment))];
  }
  const context = readContext(facts);
  const sockets = usualSockets(facts).map(([source, path]) => ({
    source,
    address: facts.platform === 'win32' ? `npipe://${path}` : `unix://${path}`,
    options: { socketPath: path },
  }));
  return context ? [context, ...sockets] : sockets;
}

interface Tls {
  ca?: string;
  cert?: string;
  key?: string;
}

function parseAddress(source: string, address: string, tls: Tls | null): Endpoint {
  const [, scheme, rest] = /^([a-z]+):\/\/(.*)$/.exec(address) ?? [];
  if (scheme === 'unix' || scheme === 'npipe') return { source, address, options: { socketPath: rest ?? '' } };
  const webAddress = address.replace(/^tcp:/, tls ? 'https:' : 'http:');
  const url = URL.canParse(webAddress) ? new URL(webAddress) : null;
  if (!url || !scheme || !['tcp', 'http', 'https', 'ssh'].includes(scheme)) return { source, address, options: null };
  if (scheme === 'ssh') {
    const port = Number(url.port || 22);
    const sshOptions = process.env.SSH_AUTH_SOCK ? { agent: process.env.SSH_AUTH_SOCK } : {};
    return {
      source,
      address,
      options: { protocol: 'ssh', host: url.hostname, port, username: url.username, sshOptions },
    };
  }
  const secure = tls !== null || scheme === 'https';
  const port = Number(url.port || (secure ? 2376 : 2375));
  const options = { protocol: secure ? 'https' : 'http', host: url.hostname, port, ...tls } as const;
  return { source, address, options };
}

function environmentTls(environment: EndpointFacts['environment']): Tls | null {
  const { DOCKER_TLS_VERIFY: verify, DOCKER_CERT_PATH: folder } = environment;
  return verify && folder ? readTls(folder) : null;
}

/** The context that `docker context use` chose, or `DOCKER_CONTEXT`. Layout: Docker CLI, `cli/context/store`. */
function readContext({ environment, home }: EndpointFacts): Endpoint | null {
  const folder = environment.DOCKER_CONFIG ?? join(home, '.docker');
  const config = readJson(join(folder, 'config.json')) as { currentContext?: string } | null;
  const name = environment.DOCKER_CONTEXT ?? config?.currentContext;
  if (!name || name === 'default') return null;
  const id = createHash('sha256').update(name).digest('hex');
  const meta = readJson(join(folder, 'contexts', 'meta', id, 'meta.json')) as {
    Endpoints?: { docker?: { Host?: string } };
  } | null;
  const source = `the Docker context "${name}"`;
  const host = meta?.Endpoints?.docker?.Host;
  if (!host) return { source, address: name, options: null };
  return parseAddress(source, host, readTls(join(folder, 'contexts', 'tls', id, 'docker')));
}

function readTls(folder: string): Tls | null {
  const tls: Tls = {};
  for (const name of ['ca', 'cert', 'key'] as const) {
    const text = readText(join(folder, `${name}.pem`));
    if (text !== null) tls[name] = text;
  }
  return Object.keys(tls).length > 0 ? tls : null;
}

function usualSockets({ environment, platform, home }: EndpointFacts): [source: string, path: string][] {
  if (platform === 'win32') return [['Docker Desktop', '//./pipe/docker_engine']];
  const runtime = environment.XDG_RUNTIME_DIR;
  const desktop: [string, string][] = [
    ['Docker Desktop', join(home, platform === 'darwin' ? '.docker/run/docker.sock' : '.docker/desktop/docker.sock')],
    ['Colima', join(home, '.colima/default/docker.sock')],
    ['OrbStack', join(home, '.orbstack/run/docker.sock')],
    ['Rancher Desktop', join(home, '.rd/docker.sock')],
  ];
  return [
    ['the usual Docker socket', '/var/run/docker.sock'],
    ...(runtime ? [['rootless Docker', join(runtime, 'docker.sock')] as [string, string]] : []),
    ...desktop,
    ...(runtime ? [['Podman', join(runtime, 'podman/podman.sock')] as [string, string]] : []),
    ...(platform === 'linux' ? [['Podman', '/run/podman/podman.sock'] as [string, string]] : []),
  ];
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readText(path) ?? 'null');
  } catch {
    return null;
  }
}
