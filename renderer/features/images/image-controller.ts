/** Gets images: pulls or builds one for a language, shows how far it is, and runs the tab that waited for it. */

import type { RunyardClient } from '../../../client/client';
import type { BuildWhen, ImageStatus } from '../../../contract';
import { describeError } from '../../state/error-view';
import { selectRun } from '../../state/selectors';
import type { AppStore, ImageJob, ImageRemoval, ImageWay } from '../../state/store';
import type { RunController } from '../run/run-controller';

/** Characters of log that are kept: its end tells why it failed. */
const LOG_CHARACTERS = 64 * 1024;

/** Refusals that an image puts right. */
const waitingCodes: readonly string[] = ['IMAGE_MISSING', 'RUNTIME_MISSING'];

export class ImageController {
  private readonly running = new Map<string, AbortController>();

  constructor(
    private readonly client: RunyardClient,
    private readonly store: AppStore,
    private readonly runs: RunController,
  ) {}

  /** Asks anew which images are there. A failure keeps what was known: the engine's banner tells the rest. */
  async refresh(): Promise<void> {
    try {
      const list = await this.client.images.list();
      this.store.setState({ images: Object.fromEntries(list.map((image) => [image.specId, image])) });
    } catch {
      // Said by the engine's status already.
    }
  }

  /** Gets the image, then runs every tab of this language whose run was refused for want of it. */
  async get(specId: string, way: ImageWay, when: BuildWhen = 'changed'): Promise<void> {
    if (this.running.has(specId)) return;
    const abort = new AbortController();
    this.running.set(specId, abort);
    this.setRemoval(specId, null);
    this.setJob(specId, {
      kind: 'working',
      way,
      message: this.store.getState().words.languages.starting,
      fraction: null,
      log: '',
    });
    try {
      for await (const event of this.client.images[way](specId, { signal: abort.signal, when })) {
        if (event.type === 'progress') this.changeJob(specId, { message: event.message, fraction: event.fraction });
        else if (event.type === 'log') this.addLog(specId, event.text);
        else this.finish(specId, event.image);
      }
      if (this.store.getState().imageJobs[specId]) this.setJob(specId, null);
    } catch (error) {
      const log = this.store.getState().imageJobs[specId]?.log ?? '';
      this.setJob(
        specId,
        abort.signal.aborted
          ? null
          : { kind: 'failed', way, error: describeError(error, this.store.getState().words), log },
      );
    } finally {
      this.running.delete(specId);
    }
  }

  /** Builds the image anew, of the newest packages. */
  rebuild(specId: string): Promise<void> {
    return this.get(specId, 'build', 'always');
  }

  /** Says in its row why it could not be removed. */
  async remove(specId: string): Promise<void> {
    if (this.store.getState().imageRemovals[specId]?.kind === 'working') return;
    this.setRemoval(specId, { kind: 'working' });
    try {
      await this.client.images.remove(specId);
      this.setRemoval(specId, null);
    } catch (error) {
      this.setRemoval(specId, { kind: 'failed', error: describeError(error, this.store.getState().words) });
    }
    await this.refresh();
  }

  cancel(specId: string): void {
    this.running.get(specId)?.abort();
  }

  private finish(specId: string, image: ImageStatus): void {
    this.setJob(specId, null);
    this.store.setState((state) => ({ images: { ...state.images, [specId]: image } }));
    const state = this.store.getState();
    for (const tab of state.tabs) {
      const status = selectRun(state, tab.id);
      const waits = status.kind === 'failed' && waitingCodes.includes(status.error.code);
      if (tab.specId === specId && waits) void this.runs.start(tab.id);
    }
  }

  private addLog(specId: string, text: string): void {
    const log = (this.store.getState().imageJobs[specId]?.log ?? '') + text;
    this.changeJob(specId, { log: log.slice(-LOG_CHARACTERS) });
  }

  private changeJob(specId: string, change: Partial<Extract<ImageJob, { kind: 'working' }>>): void {
    const job = this.store.getState().imageJobs[specId];
    if (job?.kind === 'working') this.setJob(specId, { ...job, ...change });
  }

  private setRemoval(specId: string, removal: ImageRemoval | null): void {
    this.store.setState((state) => {
      const { [specId]: _, ...rest } = state.imageRemovals;
      return { imageRemovals: removal ? { ...rest, [specId]: removal } : rest };
    });
  }

  private setJob(specId: string, job: ImageJob | null): void {
    this.store.setState((state) => {
      const { [specId]: _, ...rest } = state.imageJobs;
      return { imageJobs: job ? { ...rest, [specId]: job } : rest };
    });
  }
}
