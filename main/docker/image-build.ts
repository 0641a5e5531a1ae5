/** Builds a spec's image from Debian packages, and leaves nothing behind when that fails or is cancelled. */
import { randomUUID } from 'node:crypto';
import { stripVTControlCharacters } from 'node:util';
import type Docker from 'dockerode';
import { pack } from 'tar-stream';
import type { BuildWhen, Spec } from '../../contract';
import { BuildProgress } from './image-build-progress';
import { explainBuildFailure } from './image-errors';
import type { ImageNews } from './image-job';
import {
  BUILD_LABEL,
  fingerprintRecipe,
  LOCALHOST_LABEL,
  RECIPE_LABEL,
  SPEC_LABEL,
  writeDockerfile,
} from './image-recipe';
import { debianReference } from './image-reference';
import { readJsonLines } from './json-lines';
import { settlesWithin } from './settles-within';

/** Lines of a failed build's log that go with the error. */
const KEPT_LINES = 40;
const CLEANUP_TIMEOUT_MS = 10_000;

interface BuildMessage {
  stream?: string;
  status?: string;
  error?: string;
}

/**
 * The base must be there.
 * @throws RunyardError `IMAGE_BUILD_FAILED` with the last lines of the log in its details, `DOCKER_UNREACHABLE`
 */
export async function buildFromDebian(
  docker: Docker,
  spec: Spec,
  when: BuildWhen,
  signal: AbortSignal,
  report: (news: ImageNews) => void,
): Promise<void> {
  const recipe = spec.debian;
  if (!recipe) throw new Error(`${spec.id} has no Debian recipe`);
  const buildId = randomUUID();
  const labels = {
    [SPEC_LABEL]: spec.id,
    [RECIPE_LABEL]: fingerprintRecipe(spec),
    [BUILD_LABEL]: buildId,
    [LOCALHOST_LABEL]: recipe.localhost,
  };
  const log: string[] = [];
  try {
    const stream = await docker.buildImage(packContext(writeDockerfile(recipe, labels)), {
      t: debianReference(spec),
      // The host's own way to the Debian mirror, proxy and all.
      networkmode: 'host',
      rm: true,
      forcerm: true,
      // A step that was done before would bring the packages of that day.
      nocache: when === 'always',
      version: '1',
      abortSignal: signal,
    });
    const messages = readJsonLines<BuildMessage>(stream as AsyncIterable<unknown>);
    await followBuild(messages, log, report);
    signal.throwIfAborted();
  } catch (error) {
    if (!signal.aborted) throw explainBuildFailure(spec, error, log.slice(-KEPT_LINES));
    await removeContainers(docker, `${BUILD_LABEL}=${buildId}`);
    throw signal.reason;
  } finally {
    // Steps of a build that came to nothing, and the image that this one replaces.
    await pruneImages(docker, `${SPEC_LABEL}=${spec.id}`);
  }
}

function packContext(dockerfile: string): NodeJS.ReadableStream {
  const archive = pack();
  archive.entry({ name: 'Dockerfile' }, dockerfile);
  archive.finalize();
  return archive as unknown as NodeJS.ReadableStream;
}

async function followBuild(
  messages: AsyncIterable<BuildMessage>,
  log: string[],
  report: (news: ImageNews) => void,
): Promise<void> {
  const progress = new BuildProgress();
  let rest = '';
  let runSteps = 0;
  for await (const { stream = '', error } of messages) {
    // The daemon paints what goes to stderr red.
    const lines = (rest + stripVTControlCharacters(stream)).split(/\r?\n|\r/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.trim() === '') continue;
      log.push(line);
      report({ type: 'log', text: line });
      if (/^Step \d+\/\d+ : RUN /.test(line) && ++runSteps > 1) progress.finishPackages();
      else if (!progress.take(line)) continue;
      report({ type: 'progress', message: progress.message, fraction: progress.fraction });
    }
    if (error) throw new Error(error);
  }
}

/** The daemon cancels a build whose connection is gone, in its own time; this waits until nothing of it is left. */
async function removeContainers(docker: Docker, label: string): Promise<void> {
  const filters = JSON.stringify({ label: [label] });
  const deadline = Date.now() + CLEANUP_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const containers = await docker.listContainers({ all: true, filters }).catch(() => []);
    if (containers.length === 0) return;
    for (const { Id } of containers) {
      const container = docker.getContainer(Id);
      const removed = container.wait({ condition: 'removed' });
      // The daemon may be removing it by itself: then this fails and the wait tells when it is done.
      await container.remove({ force: true, v: true }).catch(() => {});
      await settlesWithin(removed, CLEANUP_TIMEOUT_MS);
    }
  }
}

async function pruneImages(docker: Docker, label: string): Promise<void> {
  const filters = JSON.stringify({ dangling: ['true'], label: [label] });
  // An image that a container still uses stays; a daemon that is gone keeps them too, until the next build.
  await docker.pruneImages({ filters }).catch(() => {});
}
