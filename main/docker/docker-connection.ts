/** The link to the daemon: finds it, knows when it goes away, and finds it again by itself. */
import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { DoctorReport, EngineStatus } from '../../contract';
import { RunyardError } from '../../contract/runyard-error';
import { ContainerEvents } from './container-events';
import { type Answer, type Examination, examineBy } from './doctor';
import type { Endpoint } from './endpoints';
import type { EngineKind } from './engine-kind';
import type { HeldLimits, WithoutLimits } from './held-limits';
import type { OpenDaemon } from './open-docker';
import type { RunDocker } from './run-docker';

/** A daemon that comes back is noticed within this time. */
const RETRY_MS = 1000;
/** Whoever needs the daemon sooner has it looked for at once; the window restores its tabs first. */
const FIRST_LOOK_MS = 1000;

export interface DockerLink<Client extends RunDocker = RunDocker> {
  docker: Client;
  events: ContainerEvents;
  engine: EngineKind;
  /** What the daemon is to run sandboxes with; empty where it told of none. */
  runtime: string;
  /** Processors that the daemon has. */
  cpus: number;
  held: HeldLimits;
}

export interface DockerConnectionOptions<Client extends RunDocker> {
  listEndpoints: () => Endpoint[];
  /** That the daemon must have; empty for its default. */
  findRuntime: () => string;
  withoutLimits: WithoutLimits;
  platform: NodeJS.Platform;
  /** Whose containers the link tells about. */
  ownerId: string;
  /** Called with each new link before anyone else gets it. */
  onLink: (link: DockerLink<Client>) => Promise<void>;
  /** Called when a link is of no more use. */
  onLost: () => void;
  open: OpenDaemon<Client>;
  /** What somebody has found just now who linked to none: whoever needs the daemon is told that. */
  found?: DoctorReport | null;
}

export class DockerConnection<Client extends RunDocker = Docker> implements AsyncDisposable {
  readonly #options: DockerConnectionOptions<Client>;
  readonly #closing = new AbortController();
  #link: DockerLink<Client> | null = null;
  #status: EngineStatus = {
    provider: 'docker',
    state: 'connecting',
    version: null,
    doctor: { ok: false, summary: 'Looking for a Docker daemon.', remedy: '', attempts: [] },
  };
  #listeners = new Set<() => void>();
  #attempt: Promise<DoctorReport> | null = null;
  /** Counts what has been to link to; an attempt that began before the last change is of no use. */
  #target = 0;
  /** Of the link's daemon. */
  #answer: Answer<Client> | null = null;
  readonly #following: Promise<void>;

  constructor(options: DockerConnectionOptions<Client>) {
    this.#options = options;
    if (options.found) this.#setUnavailable(options.found);
    this.#following = this.#follow();
  }

  get status(): EngineStatus {
    return this.#status;
  }

  /**
   * The link, once the first look for a daemon is over.
   * @throws RunyardError `DOCKER_UNREACHABLE` with the doctor's sentence
   */
  async get(): Promise<DockerLink<Client>> {
    if (!this.#link && this.#status.state === 'connecting') await this.#connect();
    if (this.#link) return this.#link;
    const { summary, remedy, attempts } = this.#status.doctor;
    throw new RunyardError('DOCKER_UNREACHABLE', { message: summary, remedy, details: { attempts } });
  }

  /** Looks for a daemon now, if there is none. */
  async doctor(): Promise<DoctorReport> {
    if (!this.#link) return this.#connect();
    const { report, answer } = await this.#examine();
    answer?.[Symbol.dispose]();
    return report;
  }

  /** What to link to has changed: what there is is let go, with its runs, and the daemon is looked for anew. */
  async relink(): Promise<void> {
    this.#target += 1;
    if (this.#link) this.#link.events[Symbol.dispose]();
    else await this.#connect();
  }

  /** The status now, and each later one. */
  async *watch(signal: AbortSignal): AsyncGenerator<EngineStatus, void> {
    let seen: EngineStatus | null = null;
    while (!signal.aborted && !this.#closing.signal.aborted) {
      if (seen !== this.#status) {
        seen = this.#status;
        yield seen;
        continue;
      }
      await new Promise<void>((resolve) => {
        const done = () => {
          this.#listeners.delete(done);
          signal.removeEventListener('abort', done);
          resolve();
        };
        this.#listeners.add(done);
        signal.addEventListener('abort', done, { once: true });
      });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    this.#link?.events[Symbol.dispose]();
    this.#tell();
    await this.#following;
  }

  async #follow(): Promise<void> {
    const { signal } = this.#closing;
    await delay(FIRST_LOOK_MS, undefined, { signal }).catch(() => {});
    while (!signal.aborted) {
      if (!this.#link) await this.#connect();
      const link = this.#link;
      if (link) {
        // Made while this was disposed of, which could not close what was not there.
        if (signal.aborted) link.events[Symbol.dispose]();
        await link.events.closed;
        this.#link = null;
        this.#options.onLost();
        this.#answer?.[Symbol.dispose]();
        this.#answer = null;
        if (!signal.aborted) this.#setStatus({ ...this.#status, state: 'connecting' });
      } else await delay(RETRY_MS, undefined, { signal }).catch(() => {});
    }
  }

  #connect(): Promise<DoctorReport> {
    this.#attempt ??= this.#tryEndpoints().finally(() => {
      this.#attempt = null;
    });
    return this.#attempt;
  }

  async #tryEndpoints(): Promise<DoctorReport> {
    const { ownerId, onLink } = this.#options;
    const target = this.#target;
    const { report, answer } = await this.#examine();
    if (target !== this.#target) {
      answer?.[Symbol.dispose]();
      return this.#tryEndpoints();
    }
    if (!answer) {
      this.#setUnavailable(report);
      return report;
    }
    try {
      const events = await ContainerEvents.open(answer.docker, ownerId);
      const { docker, engine, runtime, cpus, held } = answer;
      const link = { docker, events, engine, runtime, cpus, held };
      await onLink(link);
      if (target !== this.#target) {
        events[Symbol.dispose]();
        answer[Symbol.dispose]();
        return this.#tryEndpoints();
      }
      this.#link = link;
      this.#answer = answer;
      this.#setStatus({ provider: 'docker', state: 'ready', version: answer.version, doctor: report });
    } catch (error) {
      answer[Symbol.dispose]();
      const summary = `Docker answered and then failed: ${(error as Error).message}.`;
      this.#setUnavailable({ ...report, ok: false, summary, remedy: 'Look into the log of the Docker daemon.' });
    }
    return report;
  }

  #examine(): Promise<Examination<Client>> {
    const { listEndpoints, findRuntime, withoutLimits, platform, open } = this.#options;
    return examineBy(open, listEndpoints(), platform, { runtime: findRuntime(), withoutLimits });
  }

  #setUnavailable(doctor: DoctorReport): void {
    const { state, doctor: last } = this.#status;
    if (state === 'unavailable' && JSON.stringify(last) === JSON.stringify(doctor)) return;
    this.#setStatus({ provider: 'docker', state: 'unavailable', version: null, doctor });
  }

  #setStatus(status: EngineStatus): void {
    this.#status = status;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
