/** The Docker doctor: asks every place where a daemon may be, and says in one sentence what to do when none answers. */
import type Docker from 'dockerode';
import type { DoctorAttempt, DoctorReport } from '../../contract';
import type { Endpoint } from './endpoints';

/** Docker 20.10's; what the sandbox's flags need. */
const OLDEST_API = '1.41';
const PROBE_TIMEOUT_MS = 5000;

export interface Answer {
  docker: Docker;
  version: string;
  /** Processors that the daemon has. */
  cpus: number;
}

export interface Examination {
  report: DoctorReport;
  /** The first daemon that can be used; null when there is none. */
  answer: Answer | null;
}

/** dockerode takes a signal here, which its types do not say. */
interface AbortableDaemon {
  version(options: { abortSignal: AbortSignal }): Promise<{ Version: string; ApiVersion: string }>;
  info(options: { abortSignal: AbortSignal }): Promise<{ NCPU: number }>;
}

/** Asks the endpoints in turn and stops at the first that can be used. Never throws. */
export async function examine(endpoints: Endpoint[], platform: NodeJS.Platform): Promise<Examination> {
  const attempts: DoctorAttempt[] = [];
  for (const endpoint of endpoints) {
    const { attempt, answer } = await probe(endpoint, platform);
    attempts.push(attempt);
    if (answer) {
      const summary = `Docker ${answer.version} answers at ${endpoint.address}.`;
      return { report: { ok: true, summary, remedy: '', attempts }, answer };
    }
  }
  return { report: { ok: false, ...summarise(attempts, platform), attempts }, answer: null };
}

async function probe(
  { source, address, options }: Endpoint,
  platform: NodeJS.Platform,
): Promise<{ attempt: DoctorAttempt; answer?: Answer }> {
  const record = (result: DoctorAttempt['result'], detail: string): { attempt: DoctorAttempt } => ({
    attempt: { source, endpoint: address, result, detail, remedy: remedyFor(result, address, platform) },
  });
  if (!options) return record('unsupported', 'The address is none that can be used.');
  // Not at the top: it takes the thread for a fifth of a second, which the window needs for its tabs.
  const { default: DockerClient } = await import('dockerode');
  const docker = new DockerClient(options);
  const abortSignal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
  try {
    const daemon = docker as unknown as AbortableDaemon;
    const { Version: version, ApiVersion: api } = await daemon.version({ abortSignal });
    if (isOlder(api, OLDEST_API)) return record('apiTooOld', `Its API is ${api}; ${OLDEST_API} is needed.`);
    const { NCPU: cpus } = await daemon.info({ abortSignal });
    return { ...record('ok', `Docker ${version}, API ${api}.`), answer: { docker, version, cpus } };
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    if (abortSignal.aborted) return record('timedOut', `No answer within ${PROBE_TIMEOUT_MS / 1000} s.`);
    if (code === 'ENOENT' || code === 'ENOTFOUND') return record('notFound', 'Nothing is there.');
    if (code === 'EACCES' || code === 'EPERM') return record('permissionDenied', 'You may not use this socket.');
    if (code === 'ECONNREFUSED') return record('refused', 'It is there, but no daemon listens on it.');
    return record('failed', message ?? String(error));
  }
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
      return platform === 'linux' ? 'Start Docker: sudo systemctl start docker.' : 'Start Docker Desktop.';
    case 'apiTooOld':
      return 'Update Docker to version 20.10 or newer.';
    case 'timedOut':
      return `Restart the Docker daemon at ${address}: it is there but does not answer.`;
    case 'unsupported':
      return 'Write the address as unix:///path, npipe:////./pipe/name, tcp://host:port or ssh://user@host.';
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
