/** The images of the languages: which are there, how the others come, and getting and removing them. */
import type Docker from 'dockerode';
import type { BuildWhen, DiskUsage, ImageOption, ImageProgress, ImageStatus, Spec } from '../../contract';
import { RunyardError } from '../../contract/runyard-error';
import { FollowedJobs } from '../sandbox/followed-jobs';
import { makeBase } from './image-base';
import { buildFromDebian } from './image-build';
import { explainBuildFailure, explainDaemonFailure, explainPullFailure, explainUse } from './image-errors';
import { type FoundImage, findImage, type ResolvedImage } from './image-finder';
import { type ConnectDocker, ImageInventory } from './image-inventory';
import type { ImageNews, ImageWork } from './image-job';
import { pullReference } from './image-pull';
import { BASE_REFERENCE, fingerprintRecipe } from './image-recipe';
import { debianReference, normalizeReference } from './image-reference';
import { ImageSlots } from './image-slots';
import { measureImages } from './image-usage';
import { listUsers, removeReplaced, waitForUsers } from './image-users';

/** More make a build on a small machine slower, not faster. */
const BUILDS_AT_ONCE = 2;
/** The daemon fetches the layers of each at once too. */
const PULLS_AT_ONCE = 2;
const RELEASE_TIMEOUT_MS = 10_000;

export interface DockerImagesOptions {
  connect: ConnectDocker;
  /** Called before an image is removed, and when another took its name: gives up containers that wait in it. */
  releaseImage?: (reference: string) => Promise<void>;
  /** A container that is being removed lets go of its image within this time. */
  releaseTimeoutMs?: number;
}

/**
 * Every method throws `RunyardError`: `DOCKER_UNREACHABLE`, `DOCKER_FAILED`, and what is said at each.
 * An official image goes before one built from Debian packages.
 */
export class DockerImages implements AsyncDisposable {
  readonly #connect: ConnectDocker;
  readonly #releaseImage: (reference: string) => Promise<void>;
  readonly #releaseTimeoutMs: number;
  readonly #inventory: ImageInventory;
  readonly #builds = new ImageSlots(BUILDS_AT_ONCE);
  readonly #pulls = new ImageSlots(PULLS_AT_ONCE);
  readonly #jobs = new FollowedJobs<ImageNews>();
  readonly #disposal = new AbortController();

  constructor(options: DockerImagesOptions) {
    const { connect, releaseImage = async () => {}, releaseTimeoutMs = RELEASE_TIMEOUT_MS } = options;
    this.#connect = connect;
    this.#releaseTimeoutMs = releaseTimeoutMs;
    this.#releaseImage = releaseImage;
    this.#inventory = new ImageInventory(connect);
  }

  /**
   * The image that a run of the spec uses. Costs nothing while the daemon tells of no change.
   * @throws RunyardError `IMAGE_MISSING`, its remedy naming the ways to get one
   */
  async resolve(spec: Spec): Promise<ResolvedImage> {
    const present = await this.#find(spec);
    if (present) return { reference: present.reference, source: present.source, localhost: present.localhost };
    throw new RunyardError('IMAGE_MISSING', {
      message: `The image for ${spec.title} is not on this machine.`,
      remedy: describeOptions(spec),
      details: { specId: spec.id, options: listOptions(spec) },
    });
  }

  async status(spec: Spec): Promise<ImageStatus> {
    const present = await this.#find(spec);
    return {
      specId: spec.id,
      state: present ? 'present' : 'missing',
      reference: present?.reference ?? null,
      source: present?.source ?? null,
      freshness: present?.source === 'debian' && present.recipe !== fingerprintRecipe(spec) ? 'outdated' : 'current',
      sizeBytes: present?.sizeBytes ?? null,
      options: present ? [] : listOptions(spec),
    };
  }

  list(specs: readonly Spec[]): Promise<ImageStatus[]> {
    return Promise.all(specs.map((spec) => this.status(spec)));
  }

  /** What the images of these languages take on disk, with the base that built ones stand on. */
  async usage(specs: readonly Spec[]): Promise<DiskUsage> {
    const found = await Promise.all(specs.map(async (spec) => ({ specId: spec.id, image: await this.#find(spec) })));
    const used = found.flatMap(({ specId, image }) =>
      image ? [{ specId, reference: image.reference, id: image.id }] : [],
    );
    return this.#ask(async () => {
      const base = await this.#inventory.find(BASE_REFERENCE);
      return measureImages(await this.#connect(), used, base ? [base.id] : []);
    });
  }

  /** Whether the spec's Debian image is there and was built from the recipe as it is now. */
  async isBuilt(spec: Spec): Promise<boolean> {
    const image = await this.#ask(() => this.#inventory.find(debianReference(spec)));
    return image?.recipe === fingerprintRecipe(spec);
  }

  /** Asks the daemon anew, for whoever found an image gone. */
  invalidate(): void {
    this.#inventory.invalidate();
  }

  /**
   * Pulls the official image. Ends without `done` when the signal aborts.
   * @throws RunyardError `IMAGE_PULL_FAILED`
   */
  pull(spec: Spec, signal: AbortSignal): AsyncIterable<ImageProgress> {
    const reference = spec.image;
    if (reference === undefined) {
      throw new RunyardError('IMAGE_PULL_FAILED', {
        message: `There is no official image of ${spec.title}.`,
        remedy: describeOptions(spec),
      });
    }
    const work: ImageWork = async (abort, report) => {
      const docker = await this.#connect();
      const expectedBytes = spec.imageDownloadBytes ?? 0;
      const wait = () => report({ type: 'progress', message: 'Waiting for other pulls', fraction: 0 });
      await this.#pulls.use(abort, wait, async () => {
        try {
          const pull = () => pullReference(docker, reference, { expectedBytes, signal: abort, report });
          await this.#replace(docker, reference, pull);
        } catch (error) {
          throw explainPullFailure(spec, reference, error);
        }
      });
    };
    return this.#follow(spec, `pull ${normalizeReference(reference)}`, work, signal);
  }

  /**
   * Builds the image from Debian packages, the base first if it is not there; unless it is to be built `always`, done at
   * once when the image is there and its recipe has not changed. Ends without `done` when the signal aborts.
   * @throws RunyardError `IMAGE_BUILD_FAILED` with the last lines of the log in its details
   */
  build(spec: Spec, signal: AbortSignal, when: BuildWhen = 'changed'): AsyncIterable<ImageProgress> {
    if (spec.debian === undefined) {
      throw new RunyardError('IMAGE_BUILD_FAILED', {
        message: `${spec.title} has no recipe of Debian packages.`,
        remedy: describeOptions(spec),
      });
    }
    const work: ImageWork = async (abort, report) => {
      if (when === 'changed' && (await this.isBuilt(spec))) return;
      const wait = () => report({ type: 'progress', message: 'Waiting for other builds', fraction: 0 });
      await this.#builds.use(abort, wait, async () => {
        const docker = await this.#connect();
        await this.#ensureBase(docker, spec, abort, report);
        const build = () => buildFromDebian(docker, spec, when, abort, report);
        await this.#replace(docker, debianReference(spec), build);
      });
    };
    return this.#follow(spec, `build ${spec.id}`, work, signal);
  }

  /** Removes the image that a run would use; does nothing when there is none. */
  async remove(spec: Spec): Promise<void> {
    const present = await this.#find(spec);
    if (!present) return;
    const { reference } = present;
    const remedy = 'End what uses the image, such as a run or a container of yours, and try again.';
    await this.#releaseImage(reference);
    const deadline = Date.now() + this.#releaseTimeoutMs;
    let heldByContainers = true;
    for (;;) {
      try {
        const docker = await this.#connect();
        await docker.getImage(reference).remove();
        break;
      } catch (error) {
        const { statusCode } = error as { statusCode?: number };
        if (statusCode === 404) break;
        if (statusCode !== 409 || !heldByContainers || Date.now() > deadline) {
          const names = await listUsers(await this.#connect(), reference);
          if (names.length > 0) throw explainUse(reference, names, error);
          throw explainDaemonFailure(error, `The image ${reference} could not be removed`, remedy);
        }
        heldByContainers = await waitForUsers(await this.#connect(), reference, deadline);
      }
    }
    this.#inventory.invalidate();
  }

  /** Cancels what is under way, and settles when it has cleaned up. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposal.abort();
    await this.#jobs.settle();
    this.#inventory[Symbol.dispose]();
  }

  #find(spec: Spec): Promise<FoundImage | null> {
    return this.#ask(() => findImage(this.#inventory, spec));
  }

  async #ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      const remedy = 'Look into the log of the Docker daemon.';
      throw explainDaemonFailure(error, 'Docker could not list its images', remedy);
    }
  }

  async *#follow(spec: Spec, key: string, work: ImageWork, signal: AbortSignal): AsyncGenerator<ImageProgress, void> {
    const either = AbortSignal.any([signal, this.#disposal.signal]);
    yield* this.#jobs.follow(key, (abort, report) => this.#refreshAfter(work(abort, report)), either);
    if (either.aborted) return;
    this.#inventory.invalidate();
    yield { type: 'done', image: await this.status(spec) };
  }

  async #refreshAfter(work: Promise<void>): Promise<void> {
    try {
      await work;
    } finally {
      this.#inventory.invalidate();
    }
  }

  /** What waits in the image that `get` puts another in the place of would run what is old. */
  async #replace(docker: Docker, reference: string, get: () => Promise<void>): Promise<void> {
    const before = await this.#inventory.find(reference);
    await get();
    this.#inventory.invalidate();
    const after = await this.#inventory.find(reference);
    if (!before || !after || before.id === after.id) return;
    await this.#releaseImage(reference);
    await removeReplaced(docker, before.id, Date.now() + this.#releaseTimeoutMs);
  }

  async #ensureBase(docker: Docker, spec: Spec, signal: AbortSignal, report: Parameters<ImageWork>[1]): Promise<void> {
    if (await this.#inventory.find(BASE_REFERENCE)) return;
    const work: ImageWork = (abort, tell) =>
      this.#refreshAfter(makeBase(docker, { reference: BASE_REFERENCE, signal: abort, report: tell }));
    const log: string[] = [];
    try {
      for await (const news of this.#jobs.follow('base', work, signal)) {
        if (news.type === 'log') log.push(news.text);
        report(news.type === 'progress' ? { ...news, fraction: null } : news);
      }
    } catch (error) {
      throw explainBuildFailure(spec, error, log.slice(-40));
    }
    signal.throwIfAborted();
  }
}

function listOptions(spec: Spec): ImageOption[] {
  const options: ImageOption[] = [];
  if (spec.image !== undefined) {
    options.push({ kind: 'pull', reference: spec.image, downloadBytes: spec.imageDownloadBytes ?? null });
  }
  if (spec.debian) {
    options.push({ kind: 'build', reference: debianReference(spec), packages: spec.debian.packages });
  }
  return options;
}

/** `Pull python:3.13-slim (45 MB) or build it from Debian packages.` */
function describeOptions(spec: Spec): string {
  const ways = listOptions(spec).map((option) => {
    if (option.kind === 'build') return 'build it from Debian packages';
    const size = option.downloadBytes === null ? '' : ` (${Math.max(1, Math.round(option.downloadBytes / 1e6))} MB)`;
    return `pull ${option.reference}${size}`;
  });
  const text = ways.join(' or ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
