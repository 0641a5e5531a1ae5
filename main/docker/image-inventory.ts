/** The images that the daemon has, without asking it each time: a warm run must not wait for an inspection. */
import type { Readable } from 'node:stream';
import type Docker from 'dockerode';
import type { DebianRecipe } from '../../contract';
import { LOCALHOST_LABEL, RECIPE_LABEL } from './image-recipe';
import { normalizeReference } from './image-reference';
import type { RunDocker } from './run-docker';

export interface LocalImage {
  id: string;
  sizeBytes: number;
  /** Fingerprint of the Debian recipe that it was built from; null for any other image. */
  recipe: string | null;
  /** Of that recipe; `hosts` for any other image. */
  localhost: DebianRecipe['localhost'];
}

/** Gives the daemon that is to be used now. Throws `DOCKER_UNREACHABLE` when there is none. */
export type ConnectDocker = () => Docker | Promise<Docker>;

/**
 * A list of the images is kept for as long as the daemon's event stream is open and tells of no change; without a
 * stream nothing is kept.
 */
export class ImageInventory implements Disposable {
  readonly #connect: () => RunDocker | Promise<RunDocker>;
  #images: Promise<Map<string, LocalImage>> | null = null;
  #watched: { docker: RunDocker; stream: Readable } | null = null;
  #disposed = false;
  #opening: { docker: RunDocker; opened: Promise<void> } | null = null;

  constructor(connect: () => RunDocker | Promise<RunDocker>) {
    this.#connect = connect;
  }

  async find(reference: string): Promise<LocalImage | null> {
    return (await this.#load()).get(normalizeReference(reference)) ?? null;
  }

  /** The next question is asked anew. */
  invalidate(): void {
    this.#images = null;
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#unwatch();
  }

  #unwatch(): void {
    this.#watched?.stream.destroy();
    this.#watched = null;
    this.#images = null;
  }

  async #load(): Promise<Map<string, LocalImage>> {
    const docker = await this.#connect();
    if (this.#watched?.docker !== docker) await this.#watch(docker);
    if (this.#images) return this.#images;
    const images = listImages(docker);
    const forget = () => {
      if (this.#images === images) this.#images = null;
    };
    this.#images = images;
    images.catch(forget);
    try {
      return await images;
    } finally {
      if (this.#watched?.docker !== docker) forget();
    }
  }

  #watch(docker: RunDocker): Promise<void> {
    if (this.#opening?.docker === docker) return this.#opening.opened;
    const opened = this.#open(docker).finally(() => {
      this.#opening = null;
    });
    this.#opening = { docker, opened };
    return opened;
  }

  async #open(docker: RunDocker): Promise<void> {
    this.#unwatch();
    const filters = JSON.stringify({ type: ['image'] });
    const stream = (await docker
      .getEvents({ filters } as Docker.GetEventsOptions)
      .catch(() => null)) as Readable | null;
    if (!stream) return;
    if (this.#disposed) {
      stream.destroy();
      return;
    }
    this.#watched = { docker, stream };
    const close = () => {
      if (this.#watched?.stream !== stream) return;
      this.#watched = null;
      this.invalidate();
    };
    stream.on('data', () => this.invalidate());
    stream.once('close', close);
    stream.once('error', close);
  }
}

async function listImages(docker: RunDocker): Promise<Map<string, LocalImage>> {
  const images = new Map<string, LocalImage>();
  for (const { Id, Size, Labels, RepoTags, RepoDigests } of await docker.listImages()) {
    const localhost = Labels?.[LOCALHOST_LABEL] === 'library' ? 'library' : 'hosts';
    const image: LocalImage = { id: Id, sizeBytes: Size, recipe: Labels?.[RECIPE_LABEL] ?? null, localhost };
    for (const name of [...(RepoTags ?? []), ...(RepoDigests ?? [])]) {
      if (!name.startsWith('<none>')) images.set(normalizeReference(name), image);
    }
  }
  return images;
}
