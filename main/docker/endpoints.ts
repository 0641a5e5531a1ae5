/** Where a Docker daemon may be, in the order in which it is looked for. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DockerOptions } from 'dockerode';
import { expandHome } from '../config/home-path';
import type { SshTarget } from './ssh-agent';

export interface Endpoint {
  /** Where the address came from. */
  source: string;
  /** The address as a person would write it. */
  address: string;
  /** Null where the address is of a kind that cannot be used. */
  options: DockerOptions | null;
  /** The machine on which the daemon is reached; absent for one that is reached directly. */
  ssh?: SshTarget;
}

export interface EndpointFacts {
  /** The person's own setting; empty when there is none. `context://NAME` is a Docker context. */
  explicit: string;
  /** What made that setting, in words. */
  explicitSource?: string;
  /** Folder of `ca.pem`, `cert.pem` and `key.pem` for that setting; empty for what the environment says. */
  certPath?: string;
  environment: Record<string, string | undefined>;
  platform: NodeJS.Platform;
  home: string;
}

/**
 * An address that the person gave, by setting, `DOCKER_HOST` or `DOCKER_CONTEXT`, is the only one: code is not quietly run
 * elsewhere. So is whatever the context that `docker context use` chose names, unless that is a socket of this machine:
 * then the sockets that the usual engines of this machine listen on come after it.
 */
export function listEndpoints(facts: EndpointFacts): Endpoint[] {
  const { explicit, environment } = facts;
  if (explicit !== '') return [readExplicit(facts)];
  if (environment.DOCKER_HOST) return [parseAddress('DOCKER_HOST', environment.DOCKER_HOST, environmentTls(facts))];
  const context = readCurrentContext(facts);
  if (context && (environment.DOCKER_CONTEXT || mayBeElsewhere(context))) return [context];
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

function readExplicit(facts: EndpointFacts): Endpoint {
  const { explicit, explicitSource = 'the dockerHost setting', certPath = '', home } = facts;
  const [, context] = /^context:\/\/(.+)$/.exec(explicit) ?? [];
  if (context !== undefined) return readContext(context, facts);
  const tls = certPath === '' ? environmentTls(facts) : readTls(certPath);
  const [, socket] = /^unix:\/\/(.+)$/.exec(explicit) ?? [];
  const address = socket === undefined ? explicit : `unix://${expandHome(socket, home)}`;
  return parseAddress(explicitSource, address, tls);
}

function parseAddress(source: string, address: string, tls: Tls | null): Endpoint {
  const [, scheme, rest] = /^([a-z]+):\/\/(.*)$/.exec(address) ?? [];
  if (scheme === 'unix' || scheme === 'npipe') return { source, address, options: { socketPath: rest ?? '' } };
  const webAddress = address.replace(/^tcp:/, tls ? 'https:' : 'http:');
  const url = URL.canParse(webAddress) ? new URL(webAddress) : null;
  if (!url || !scheme || !['tcp', 'http', 'https', 'ssh'].includes(scheme)) return { source, address, options: null };
  if (scheme === 'ssh') {
    const ssh = readSshTarget(url);
    // The agent makes the connection; the name is only what requests call it.
    return ssh
      ? { source, address, options: { protocol: 'http', host: 'docker' }, ssh }
      : { source, address, options: null };
  }
  const secure = tls !== null || scheme === 'https';
  const port = Number(url.port || (secure ? 2376 : 2375));
  const options = { protocol: secure ? 'https' : 'http', host: url.hostname, port, ...tls } as const;
  return { source, address, options };
}

/** Keys log in, not passwords. A host or user that ssh could take for an option is none. */
function readSshTarget({ hostname, port, username, password, pathname }: URL): SshTarget | null {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const user = decodeURIComponent(username);
  if (!/^[\w:][\w.:%-]*$/.test(host) || !/^([\w.][\w.@-]*)?$/.test(user) || password !== '') return null;
  const socketPath = pathname === '' || pathname === '/' ? null : pathname;
  if (socketPath !== null && !/^[\w./-]+$/.test(socketPath)) return null;
  return { host, port: port === '' ? null : Number(port), user: user === '' ? null : user, socketPath };
}

/** As Docker's command reads it; a daemon that is spoken to over TLS is always verified. */
function environmentTls(facts: EndpointFacts): Tls | null {
  const { DOCKER_TLS_VERIFY: verify, DOCKER_CERT_PATH: folder } = facts.environment;
  return verify ? (readTls(folder ?? findDockerFolder(facts)) ?? {}) : null;
}

function findDockerFolder({ environment, home }: EndpointFacts): string {
  return environment.DOCKER_CONFIG ?? join(home, '.docker');
}

/** The context that `docker context use` chose, or `DOCKER_CONTEXT`. */
function readCurrentContext(facts: EndpointFacts): Endpoint | null {
  const config = readJson(join(findDockerFolder(facts), 'config.json')) as { currentContext?: string } | null;
  const name = facts.environment.DOCKER_CONTEXT || config?.currentContext;
  return !name || name === 'default' ? null : readContext(name, facts);
}

/**
 * A port of the loopback interface may be the end of a tunnel, and nobody can tell from here. Docker's own command takes
 * nothing in its place either. So with an address that cannot be used: that is said.
 */
function mayBeElsewhere({ address, options }: Endpoint): boolean {
  return !address.startsWith('context://') && options?.socketPath === undefined;
}

/** Layout: Docker CLI, `cli/context/store`. */
function readContext(name: string, facts: EndpointFacts): Endpoint {
  const folder = findDockerFolder(facts);
  const id = createHash('sha256').update(name).digest('hex');
  const meta = readJson(join(folder, 'contexts', 'meta', id, 'meta.json')) as {
    Endpoints?: { docker?: { Host?: string } };
  } | null;
  const source = `the Docker context "${name}"`;
  const host = meta?.Endpoints?.docker?.Host;
  if (!host) return { source, address: `context://${name}`, options: null };
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
  if (platform === 'win32') {
    return ['docker_engine', 'dockerDesktopLinuxEngine'].map((name) => ['Docker Desktop', `//./pipe/${name}`]);
  }
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
    // Where there is no session of the system's, as dockerd-rootless.sh does it.
    ...(platform === 'linux' ? [['rootless Docker', join(home, '.docker/run/docker.sock')] as [string, string]] : []),
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
