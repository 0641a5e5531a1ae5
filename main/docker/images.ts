/** The images of the languages: which are there, how the others come, and getting and removing them. */
import type { BuildWhen, DiskUsage, ImageProgress, ImageStatus, Spec } from '../../contract';
import { RunyardError } from '../../contract/runyard-error';
import { askForImages, explainDaemonFailure, explainUse } from './image-errors';
import { type FoundImage, findImage, type ResolvedImage } from './image-finder';
import { ImageGetting } from './image-getting';
import { type ConnectDocker, ImageInventory } from './image-inventory';
import type { ImageNews } from './image-job';
import { describeOptions, listOptions } from './image-options';
import { BASE_REFERENCE, fingerprintRecipe } from './image-recipe';
import { measureImages } from './image-usage';
import { listUsers, waitForUsers } from './image-users';

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
  readonly #getting: ImageGetting;
  readonly #disposal = new AbortController();

  constructor(options: DockerImagesOptions) {
    const { connect, releaseImage = async () => {}, releaseTimeoutMs = RELEASE_TIMEOUT_MS } = options;
    this.#connect = connect;
    this.#releaseTimeoutMs = releaseTimeoutMs;
    this.#releaseImage = releaseImage;
    this.#inventory = new ImageInventory(connect);
    this.#getting = new ImageGetting({ connect, inventory: this.#inventory, releaseImage, releaseTimeoutMs });
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
    return askForImages(async () => {
      const base = await this.#inventory.find(BASE_REFERENCE);
      return measureImages(await this.#connect(), used, base ? [base.id] : []);
    });
  }

  /** Whether the spec's Debian image is there and was built from the recipe as it is now. */
  isBuilt(spec: Spec): Promise<boolean> {
    return this.#getting.isBuilt(spec);
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
    const either = AbortSignal.any([signal, this.#disposal.signal]);
    return this.#tell(spec, this.#getting.pull(spec, either), either);
  }

  /**
   * Builds the image from Debian packages, the base first if it is not there; unless it is to be built `always`, done at
   * once when the image is there and its recipe has not changed. Ends without `done` when the signal aborts.
   * @throws RunyardError `IMAGE_BUILD_FAILED` with the last lines of the log in its details
   */
  build(spec: Spec, signal: AbortSignal, when: BuildWhen = 'changed'): AsyncIterable<ImageProgress> {
    const either = AbortSignal.any([signal, this.#disposal.signal]);
    return this.#tell(spec, this.#getting.build(spec, when, either), either);
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
    await this.#getting.settle();
    this.#inventory[Symbol.dispose]();
  }

  #find(spec: Spec): Promise<FoundImage | null> {
    return askForImages(() => findImage(this.#inventory, spec));
  }

  async *#tell(spec: Spec, news: AsyncIterable<ImageNews>, signal: AbortSignal): AsyncGenerator<ImageProgress, void> {
    yield* news;
    if (signal.aborted) return;
    this.#inventory.invalidate();
    yield { type: 'done', image: await this.status(spec) };
  }
}
