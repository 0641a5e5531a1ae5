/** What a run asks of a daemon: dockerode fills it, and so does `SocketDocker`, which takes less time to load. */
import type { Duplex } from 'node:stream';
import type Docker from 'dockerode';

export interface RunDocker {
  /** Holds the path of the socket as `socketPath`, where the daemon is reached by one. */
  readonly modem: object;
  version(options: Abortable): Promise<unknown>;
  info(options: Abortable): Promise<unknown>;
  listImages(): Promise<Docker.ImageInfo[]>;
  listContainers(options?: { all?: boolean; filters?: { label: string[] } }): Promise<Docker.ContainerInfo[]>;
  getEvents(options: Docker.GetEventsOptions): Promise<NodeJS.ReadableStream>;
  getContainer(id: string): RunContainer;
  createContainer(options: Docker.ContainerCreateOptions): Promise<RunContainer>;
}

export interface RunContainer {
  readonly id: string;
  readonly modem: object;
  inspect(): Promise<{ State: { Running: boolean } }>;
  start(): Promise<unknown>;
  update(limits: object): Promise<unknown>;
  resize(size: { w: number; h: number }): Promise<unknown>;
  remove(options: { force: true; v: true }): Promise<unknown>;
  stats(options: Abortable & { stream: false; 'one-shot': true }): Promise<unknown>;
  infoArchive(options: { path: string }): Promise<unknown>;
  putArchive(tar: Buffer, options: { path: string }): Promise<unknown>;
  attach(options: Docker.ContainerAttachOptions): Promise<NodeJS.ReadWriteStream | Duplex>;
}

interface Abortable {
  abortSignal: AbortSignal;
}
