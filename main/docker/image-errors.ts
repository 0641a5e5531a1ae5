/** What went wrong with an image, and what a person can do about it. */
import type { Spec } from '../../contract';
import { RunyardError } from '../../contract/runyard-error';

export function explainPullFailure(spec: Spec, reference: string, error: unknown): RunyardError {
  if (isUnreachable(error)) return explainUnreachable(error);
  const message = readMessage(error);
  return new RunyardError('IMAGE_PULL_FAILED', {
    message: `${reference} could not be pulled: ${trimDot(message)}.`,
    remedy: `${findPullRemedy(message, reference)}${spec.debian ? ' Or build it from Debian packages.' : ''}`,
    details: { specId: spec.id, reference },
    cause: error,
  });
}

function findPullRemedy(message: string, reference: string): string {
  if (/toomanyrequests|rate limit/i.test(message)) {
    return 'The registry limits how often one may pull: wait, or log in to it with `docker login`.';
  }
  if (/manifest unknown|manifest for .* not found|repository .* not found|name unknown/i.test(message)) {
    return `Correct the image’s name in the spec: the registry has no ${reference}.`;
  }
  if (/denied|unauthorized|authentication required|forbidden/i.test(message)) {
    return `Correct the image’s name in the spec, or log in to its registry with \`docker login\`.`;
  }
  if (/no space left/i.test(message)) return 'Free disk space, for instance with `docker system prune`, and try again.';
  if (/x509|certificate/i.test(message)) return 'Let the Docker daemon trust the certificate of the registry or proxy.';
  if (/no matching manifest/i.test(message))
    return 'Name an image in the spec that is made for this kind of processor.';
  return 'Look whether the Docker daemon reaches the registry, and try again.';
}

/** @param log the last lines that the build printed */
export function explainBuildFailure(spec: Spec, error: unknown, log: string[]): RunyardError {
  if (isUnreachable(error)) return explainUnreachable(error);
  const text = log.join('\n');
  const lastError = log.findLast((line) => /^(E:|dpkg: error|.*: error:)/.test(line));
  return new RunyardError('IMAGE_BUILD_FAILED', {
    message: `The image for ${spec.title} could not be built: ${trimDot(lastError ?? summarizeBuildError(readMessage(error)))}.`,
    remedy: findBuildRemedy(`${text}\n${readMessage(error)}`),
    details: { specId: spec.id, log },
    cause: error,
  });
}

/** The daemon repeats the whole command; the log has it already. */
function summarizeBuildError(message: string): string {
  const code = /returned a non-zero code: (\d+)\s*$/.exec(message)?.[1];
  return code === undefined ? message : `a command of its setup ended with ${code}`;
}

function findBuildRemedy(text: string): string {
  if (
    /Temporary failure resolving|Could not resolve|Could not connect|Failed to fetch|Connection (timed out|refused)/i.test(
      text,
    )
  ) {
    return 'Look whether the Docker daemon’s machine reaches a Debian mirror, and try again.';
  }
  if (/Unable to locate package|has no installation candidate/i.test(text)) {
    return 'Correct the package names in the spec: Debian 12 has no such package.';
  }
  if (/no space left/i.test(text)) return 'Free disk space, for instance with `docker system prune`, and try again.';
  return 'Read the log of the build: its last lines say which command failed.';
}

const UNREACHABLE = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'EACCES'];

/** Nothing answers at the daemon's address, or it went away in the middle. */
function isUnreachable(error: unknown): boolean {
  const { code = '', syscall = '' } = error as NodeJS.ErrnoException;
  return UNREACHABLE.includes(code) && !syscall.startsWith('spawn');
}

export function explainUnreachable(error: unknown): RunyardError {
  return new RunyardError('DOCKER_UNREACHABLE', {
    message: `The Docker daemon does not answer: ${trimDot(readMessage(error))}.`,
    remedy: 'Start Docker and try again.',
    cause: error,
  });
}

/** @param names of the containers that hold the image */
export function explainUse(reference: string, names: readonly string[], error: unknown): RunyardError {
  const [what, them] = names.length === 1 ? ['a container', 'it'] : [`${names.length} containers`, 'them'];
  return new RunyardError('DOCKER_FAILED', {
    message: `The image ${reference} is in use by ${what}: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}.`,
    remedy: `Stop the run, or remove ${them} with \`docker rm -f\`, and try again.`,
    details: { reference, containers: names },
    cause: error,
  });
}

/** Any other failure of the daemon, told as what was being done. */
export function explainDaemonFailure(error: unknown, action: string, remedy: string): RunyardError {
  if (error instanceof RunyardError) return error;
  if (isUnreachable(error)) return explainUnreachable(error);
  return new RunyardError('DOCKER_FAILED', {
    message: `${action}: ${trimDot(readMessage(error))}.`,
    remedy,
    cause: error,
  });
}

/** The daemon's own words, without dockerode's wrapping. */
export function readMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^\(HTTP code \d+\) [^-]*- /, '').trim();
}

function trimDot(text: string): string {
  return text.replace(/[.\s]+$/, '');
}

/** @throws RunyardError what the daemon's failure to list images is to a person */
export async function askForImages<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    const remedy = 'Look into the log of the Docker daemon.';
    throw explainDaemonFailure(error, 'Docker could not list its images', remedy);
  }
}
