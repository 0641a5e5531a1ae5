/** The Docker doctor: asks every place where a daemon may be, and says in one sentence what to do when none answers. */
import type Docker from 'dockerode';
import type { DoctorAttempt, DoctorReport } from '../../contract';
import { explainFailure } from './connection-failure';
import type { Endpoint } from './endpoints';
import { type EngineKind, nameEngine, readEngineKind, type VersionAnswer } from './engine-kind';
import {
  describeUnheld,
  findLimitRemedy,
  type HeldLimits,
  isDangerous,
  type LimitFacts,
  readHeldLimits,
  type WithoutLimits,
} from './held-limits';
import { type OpenDaemon, openDocker } from './open-docker';
import type { RunDocker } from './run-docker';

/** Docker 20.10's; what the sandbox's flags need. */
const OLDEST_API = '1.41';
const PROBE_TIMEOUT_MS = 5000;
/** A login over ssh may be slow. */
const SSH_PROBE_TIMEOUT_MS = 15_000;

/** Disposing ends idle connections. */
export interface Answer<Client extends RunDocker = Docker> extends Disposable {
  docker: Client;
  engine: EngineKind;
  version: string;
  /** The one that was asked for, or the default; empty where it told of none. */
  runtime: string;
  /** Processors that the daemon has. */
  cpus: number;
  held: HeldLimits;
}

export interface Examination<Client extends RunDocker = Docker> {
  report: DoctorReport;
  /** The first daemon that can be used; null when there is none. */
  answer: Answer<Client> | null;
}

interface DaemonInfo extends LimitFacts {
  NCPU: number;
  Runtimes?: Record<string, unknown>;
  DefaultRuntime?: string;
}

export interface DaemonNeeds {
  /** That the daemon must have; empty for its default. */
  runtime: string;
  withoutLimits: WithoutLimits;
}

const NO_NEEDS: DaemonNeeds = { runtime: '', withoutLimits: 'refuse' };

/** Asks the endpoints in turn and stops at the first that can be used. Never throws. */
export function examine(
  endpoints: Endpoint[],
  platform: NodeJS.Platform,
  needs: DaemonNeeds = NO_NEEDS,
): Promise<Examination> {
  return examineBy(openDocker, endpoints, platform, needs);
}

/** The same, with a client of the caller's choice. */
export async function examineBy<Client extends RunDocker>(
  open: OpenDaemon<Client>,
  endpoints: Endpoint[],
  platform: NodeJS.Platform,
  needs: DaemonNeeds,
): Promise<Examination<Client>> {
  const attempts: DoctorAttempt[] = [];
  for (const endpoint of endpoints) {
    const { attempt, answer } = await probe(endpoint, platform, needs, open);
    attempts.push(attempt);
    if (answer) {
      const { engine, version, held } = answer;
      const summary = `${nameEngine(engine)} ${version} answers at ${endpoint.address}. ${describeUnheld(held)}`.trim();
      return { report: { ok: true, summary, remedy: attempt.remedy, attempts }, answer };
    }
  }
  return { report: { ok: false, ...summarise(attempts, platform), attempts }, answer: null };
}

async function probe<Client extends RunDocker>(
  endpoint: Endpoint,
  platform: NodeJS.Platform,
  { runtime, withoutLimits }: DaemonNeeds,
  open: OpenDaemon<Client>,
): Promise<{ attempt: DoctorAttempt; answer?: Answer<Client> }> {
  const { source, address } = endpoint;
  const record = (result: DoctorAttempt['result'], detail: string, remedy: string | null = null) => ({
    attempt: { source, endpoint: address, result, detail, remedy: remedy ?? remedyFor(result, address, platform) },
  });
  const opened = await open(endpoint);
  if (!opened) {
    return address.startsWith('context://')
      ? record('notFound', 'There is no Docker context of this name.', 'Choose one that `docker context ls` shows.')
      : record('unsupported', 'The address is none that can be used.');
  }
  const timeoutMs = endpoint.ssh ? SSH_PROBE_TIMEOUT_MS : PROBE_TIMEOUT_MS;
  const abortSignal = AbortSignal.timeout(timeoutMs);
  try {
    const { docker } = opened;
    const answers = await Promise.all([docker.version({ abortSignal }), docker.info({ abortSignal })]);
    const [version, info] = answers as [VersionAnswer, DaemonInfo];
    const engine = readEngineKind(version);
    if (isOlder(version.ApiVersion, OLDEST_API)) {
      opened[Symbol.dispose]();
      return record('apiTooOld', `Its API is ${version.ApiVersion}; ${OLDEST_API} is needed.`);
    }
    const runtimes = listRuntimes(info, engine);
    if (runtime !== '' && !runtimes.includes(runtime)) {
      opened[Symbol.dispose]();
      return record(
        'unsupported',
        `It has no runtime ${runtime}; it has ${runtimes.join(', ')}.`,
        RUNTIME_REMEDIES[engine],
      );
    }
    const held = readHeldLimits(info);
    const unheld = describeUnheld(held);
    const limitRemedy = findLimitRemedy(held, info, withoutLimits);
    if (isDangerous(held) && withoutLimits === 'refuse') {
      opened[Symbol.dispose]();
      return record('unsupported', unheld, limitRemedy);
    }
    const told = `${nameEngine(engine)} ${version.Version}, API ${version.ApiVersion}; runtimes: ${runtimes.join(', ')}.`;
    const { NCPU: cpus, DefaultRuntime: usual = '' } = info;
    const facts = { engine, version: version.Version, runtime: runtime || usual, cpus, held };
    return { ...record('ok', `${told} ${unheld}`.trim(), limitRemedy), answer: { ...opened, ...facts } };
  } catch (error) {
    opened[Symbol.dispose]();
    if (abortSignal.aborted) return record('timedOut', `No answer within ${timeoutMs / 1000} s.`);
    const { result, detail, remedy } = explainFailure(error);
    return record(result, detail, remedy);
  }
}

/** By what kind of daemon has no runtime of that name. */
export const RUNTIME_REMEDIES: Record<EngineKind, string> = {
  docker:
    "Set dockerRuntime to one of these or to nothing, or add the runtime to the daemon's configuration and restart it.",
  podman: 'Set dockerRuntime to nothing, and name the runtime in the containers.conf of Podman, as its default.',
};

/** The default one first. Those of containerd's own naming are the same ones once more. */
function listRuntimes({ Runtimes: runtimes = {}, DefaultRuntime: usual }: DaemonInfo, engine: EngineKind): string[] {
  // Podman takes another one without a word, and runs the container with its default.
  const offered = engine === 'podman' ? [] : Object.keys(runtimes);
  const names = offered.filter((name) => !name.startsWith('io.containerd.') && name !== usual);
  return [...(usual ? [usual] : []), ...names.sort()];
}

function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [thanMajor = 0, thanMinor = 0] = than.split('.').map(Number);
  return major < thanMajor || (major === thanMajor && minor < thanMinor);
}

function remedyFor(result: DoctorAttempt['result'], address: string, platform: NodeJS.Platform): string {
  switch (result) {
    case 'ok':
      return '';
    case 'permissionDenied':
      return 'Add yourself to the docker group (sudo usermod -aG docker $USER) and log in again.';
    case 'refused':
      if (/^(tcp|https?):/.test(address)) return 'Start the Docker daemon there, or correct the port.';
      return platform === 'linux' ? 'Start Docker: sudo systemctl start docker.' : 'Start Docker Desktop.';
    case 'apiTooOld':
      return 'Update Docker to version 20.10 or newer.';
    case 'timedOut':
      return `Restart the Docker daemon at ${address}: it is there but does not answer.`;
    case 'unsupported':
      return 'Write the address as unix:///path, npipe:////./pipe/name, tcp://host:port, ssh://user@host or context://name.';
    case 'notFound':
      return address.startsWith('unix:') || address.startsWith('npipe:')
        ? 'Start the engine that listens there, or correct the address.'
        : 'Correct the host name, or start the engine there.';
    case 'failed':
      return `Check that a Docker daemon listens at ${address}.`;
  }
}

/** The nearest thing to an answer says most about what to do. */
const telling: DoctorAttempt['result'][] = [
  'apiTooOld',
  'permissionDenied',
  'timedOut',
  'failed',
  'refused',
  'unsupported',
];

function summarise(attempts: DoctorAttempt[], platform: NodeJS.Platform): { summary: string; remedy: string } {
  for (const result of telling) {
    const attempt = attempts.find((other) => other.result === result);
    if (attempt) {
      return {
        summary: `Docker cannot be used at ${attempt.endpoint}: ${lowerFirst(attempt.detail)}`,
        remedy: attempt.remedy,
      };
    }
  }
  const [only] = attempts;
  if (only && attempts.length === 1) {
    return { summary: `No Docker daemon is at ${only.endpoint}, which ${only.source} names.`, remedy: only.remedy };
  }
  return {
    summary: 'No Docker daemon was found on this machine.',
    remedy:
      platform === 'linux'
        ? 'Install Docker (on Debian and Ubuntu: sudo apt install docker.io) or start it: sudo systemctl start docker.'
        : 'Install Docker Desktop, or start it.',
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
