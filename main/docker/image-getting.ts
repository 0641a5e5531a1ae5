/** How images come: pulls and builds, each done once for all who want it, and no more at a time than the machine bears. */
import type Docker from 'dockerode';
import type { BuildWhen, Spec } from '../../contract';
import { RunyardError } from '../../contract/runyard-error';
import type { JobWork } from '../sandbox/followed-job';
import { FollowedJobs } from '../sandbox/followed-jobs';
import { makeBase } from './image-base';
import { buildFromDebian } from './image-build';
import { askForImages, explainBuildFailure, explainPullFailure } from './image-errors';
import type { ConnectDocker, ImageInventory } from './image-inventory';
import type { ImageNews, ImageWork } from './image-job';
import { describeOptions } from './image-options';
import { pullReference } from './image-pull';
import { BASE_REFERENCE, fingerprintRecipe } from './image-recipe';
import { debianReference, normalizeReference } from './image-reference';
import { ImageSlots } from './image-slots';
import { removeReplaced } from './image-users';

/** More make a build on a small machine slower, not faster. */
const BUILDS_AT_ONCE = 2;
/** The daemon fetches the layers of each at once too. */
const PULLS_AT_ONCE = 2;

export interface ImageGettingOptions {
  connect: ConnectDocker;
  inventory: ImageInventory;
  /** Called when another image took the name: gives up containers that wait in the old one. */
  releaseImage: (reference: string) => Promise<void>;
  /** Containers that are being removed let go of the old image within this time. */
  releaseTimeoutMs: number;
}

/** Both methods return when the image is there, and when the signal aborts. */
export class ImageGetting {
  readonly #options: ImageGettingOptions;
  readonly #builds = new ImageSlots(BUILDS_AT_ONCE);
  readonly #pulls = new ImageSlots(PULLS_AT_ONCE);
  readonly #jobs = new FollowedJobs<ImageNews>();

  constructor(options: ImageGettingOptions) {
    this.#options = options;
  }

  /** @throws RunyardError `IMAGE_PULL_FAILED` */
  pull(spec: Spec, signal: AbortSignal): AsyncIterable<ImageNews> {
    const reference = spec.image;
    if (reference === undefined) {
      throw new RunyardError('IMAGE_PULL_FAILED', {
        message: `There is no official image of ${spec.title}.`,
        remedy: describeOptions(spec),
      });
    }
    const work: ImageWork = async (abort, report) => {
      const docker = await this.#options.connect();
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
    return this.#follow(`pull ${normalizeReference(reference)}`, work, signal);
  }

  /**
   * The base comes first if it is not there.
   * @throws RunyardError `IMAGE_BUILD_FAILED`
   */
  build(spec: Spec, when: BuildWhen, signal: AbortSignal): AsyncIterable<ImageNews> {
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
        const docker = await this.#options.connect();
        await this.#ensureBase(docker, spec, abort, report);
        const build = () => buildFromDebian(docker, spec, when, abort, report);
        await this.#replace(docker, debianReference(spec), build);
      });
    };
    return this.#follow(`build ${spec.id}`, work, signal);
  }

  /** Whether the spec's Debian image is there and was built from the recipe as it is now. */
  async isBuilt(spec: Spec): Promise<boolean> {
    const image = await askForImages(() => this.#options.inventory.find(debianReference(spec)));
    return image?.recipe === fingerprintRecipe(spec);
  }

  /** Settles when nothing is left of what is under way now. */
  settle(): Promise<void> {
    return this.#jobs.settle();
  }

  #follow(key: string, work: ImageWork, signal: AbortSignal): AsyncIterable<ImageNews> {
    const noted: JobWork<ImageNews> = async (abort, report) => {
      try {
        await work(abort, report);
      } finally {
        this.#options.inventory.invalidate();
      }
    };
    return this.#jobs.follow(key, noted, signal);
  }

  /** What waits in the image that `get` puts another in the place of would run what is old. */
  async #replace(docker: Docker, reference: string, get: () => Promise<void>): Promise<void> {
    const { inventory, releaseImage, releaseTimeoutMs } = this.#options;
    const before = await inventory.find(reference);
    await get();
    inventory.invalidate();
    const after = await inventory.find(reference);
    if (!before || !after || before.id === after.id) return;
    await releaseImage(reference);
    await removeReplaced(docker, before.id, Date.now() + releaseTimeoutMs);
  }

  async #ensureBase(docker: Docker, spec: Spec, signal: AbortSignal, report: Parameters<ImageWork>[1]): Promise<void> {
    if (await this.#options.inventory.find(BASE_REFERENCE)) return;
    const work: ImageWork = (abort, tell) =>
      makeBase(docker, { reference: BASE_REFERENCE, signal: abort, report: tell });
    const log: string[] = [];
    try {
      for await (const news of this.#follow('base', work, signal)) {
        if (news.type === 'log') log.push(news.text);
        report(news.type === 'progress' ? { ...news, fraction: null } : news);
      }
    } catch (error) {
      throw explainBuildFailure(spec, error, log.slice(-40));
    }
    signal.throwIfAborted();
  }
}
