/** Runs what is in a tab: takes the events, feeds the output, keeps the tab's status. */

import type { ClientRun, RunyardClient } from '../../../client/client';
import type { ProviderChoice, RunEvent } from '../../../contract';
import { describeError } from '../../state/error-view';
import { type ErrorView, idle, isActive, type RunStatus } from '../../state/run-status';
import { selectChoice, selectRun, selectSpec } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import type { DiagnosticsBoard } from '../editor/diagnostics-board';
import type { Documents } from '../editor/documents';
import type { OutputRegistry } from '../output/output-registry';
import { splitArguments } from './split-arguments';
import { describeOutcome } from './wording';

/** What may be taken in between two frames. More, or longer, and a click would have to wait. */
const FRAME_CHARACTERS = 256 * 1024;
const FRAME_WORK_MS = 8;

export interface RunControllerOptions {
  client: RunyardClient;
  store: AppStore;
  documents: Documents;
  outputs: OutputRegistry;
  nextFrame: () => Promise<void>;
  /** A monotonic clock in milliseconds. */
  now: () => number;
  diagnostics: DiagnosticsBoard;
}

interface Session {
  run: ClientRun;
  /** Settles when the last event has been taken. Never rejects. */
  ended: Promise<void>;
}

export class RunController {
  private readonly sessions = new Map<string, Session>();
  /** How to bring back the output that was cleared last in a tab. */
  private readonly cleared = new Map<string, () => void>();
  /** Counts a tab's starts, so that a newer one overtakes one that still waits for the former run to end. */
  private readonly starts = new Map<string, number>();
  /** Bytes that a running tab's program printed past the limit. */
  private readonly dropped = new Map<string, number>();

  constructor(private readonly options: RunControllerOptions) {}

  /** Stops the tab's former run first. Settles when the run has ended, however it ended. */
  async start(tabId: string): Promise<void> {
    this.forgetCleared(tabId);
    const turn = (this.starts.get(tabId) ?? 0) + 1;
    this.starts.set(tabId, turn);
    const former = this.sessions.get(tabId);
    if (former) {
      await this.stop(tabId);
      await former.ended;
      if (this.starts.get(tabId) !== turn) return;
    }
    const state = this.options.store.getState();
    const tab = state.tabs.find((candidate) => candidate.id === tabId);
    if (!tab) return;
    const split = splitArguments(tab.args);
    if (!split.ok) {
      this.clear(tabId);
      this.fail(tabId, {
        code: 'BAD_REQUEST',
        message: `The arguments cannot be read. ${split.problem}`,
        remedy: 'Close the quote in the arguments field and run again.',
      });
      return;
    }
    const files = this.options.documents.read(tabId);
    const run = this.options.client.run({
      spec: selectSpec(state, tab.specId)?.id ?? tab.specId,
      files,
      entry: tab.entry,
      args: split.args,
      env: { ...tab.env },
      stdin: 'interactive',
      ...describeChoice(tab.provider, state.provider),
    });
    this.options.diagnostics.clear(tabId);
    this.setStatus(tabId, { kind: 'starting', startedAt: this.options.now(), isStopping: false, preparing: '' });
    const ended = this.consume(tabId, run);
    this.sessions.set(tabId, { run, ended });
    await ended;
  }

  async stop(tabId: string): Promise<void> {
    const session = this.sessions.get(tabId);
    if (!session) return;
    this.changeActive(tabId, { isStopping: true });
    await this.tell(session.run.stop());
  }

  /** Sends a line to the program and shows it in the output. */
  async sendLine(tabId: string, line: string): Promise<void> {
    const session = this.sessions.get(tabId);
    const status = selectRun(this.options.store.getState(), tabId);
    if (!session || status.kind !== 'running' || status.stdin === 'ended') return;
    if (status.stdin === 'wanted') this.setStatus(tabId, { ...status, stdin: 'open' });
    this.options.outputs.get(tabId).append('stdin', `${line}\n`);
    await this.tell(session.run.write(`${line}\n`));
  }

  async endInput(tabId: string): Promise<void> {
    const session = this.sessions.get(tabId);
    const status = selectRun(this.options.store.getState(), tabId);
    if (!session || status.kind !== 'running' || status.stdin === 'ended') return;
    this.setStatus(tabId, { ...status, stdin: 'ended' });
    await this.tell(session.run.closeStdin());
  }

  /** Empties the output; that of a run that has ended goes with its outcome, and is offered back. */
  clear(tabId: string): void {
    const buffer = this.options.outputs.get(tabId);
    const status = selectRun(this.options.store.getState(), tabId);
    const { isEmpty } = buffer;
    const restore = buffer.clear();
    if (isActive(status)) return;
    this.setStatus(tabId, idle);
    if (isEmpty) return;
    this.cleared.set(tabId, () => {
      restore();
      if (selectRun(this.options.store.getState(), tabId).kind === 'idle') this.setStatus(tabId, status);
    });
    this.options.store.setState({ undo: { kind: 'output', tabId } });
  }

  /** Brings back what `clear` took, unless something was printed since. */
  restoreOutput(tabId: string): void {
    this.cleared.get(tabId)?.();
    this.cleared.delete(tabId);
  }

  /** What was cleared cannot come back any more. */
  private forgetCleared(tabId: string): void {
    if (!this.cleared.delete(tabId)) return;
    this.options.store.setState(({ undo }) => (undo?.kind === 'output' && undo.tabId === tabId ? { undo: null } : {}));
  }

  /** For a tab that goes: stops what runs in it and forgets it. */
  async close(tabId: string): Promise<void> {
    this.forgetCleared(tabId);
    await this.stop(tabId);
    this.starts.delete(tabId);
  }

  private async consume(tabId: string, run: ClientRun): Promise<void> {
    let isFirst = true;
    let taken = 0;
    let workedMs = 0;
    try {
      for await (const event of run) {
        const began = this.options.now();
        if (isFirst) this.options.outputs.get(tabId).clear();
        isFirst = false;
        this.apply(tabId, event);
        if (event.type !== 'output') continue;
        taken += event.text.length;
        workedMs += this.options.now() - began;
        if (taken < FRAME_CHARACTERS && workedMs < FRAME_WORK_MS) continue;
        // Asking for the next event acknowledges this one: a program that floods waits here for the screen.
        await this.options.nextFrame();
        taken = 0;
        workedMs = 0;
      }
      if (isActive(selectRun(this.options.store.getState(), tabId))) {
        this.fail(tabId, {
          code: 'CONNECTION_LOST',
          message: 'The run was cut off before it said how it ended.',
          remedy: 'Run it again.',
        });
      }
    } catch (error) {
      if (isFirst) this.options.outputs.get(tabId).clear();
      this.fail(tabId, describeError(error));
    } finally {
      if (this.sessions.get(tabId)?.run === run) this.sessions.delete(tabId);
    }
  }

  private apply(tabId: string, event: RunEvent): void {
    const status = selectRun(this.options.store.getState(), tabId);
    if (!isActive(status)) return;
    const { startedAt, isStopping } = status;
    switch (event.type) {
      case 'queued':
        this.setStatus(tabId, { kind: 'queued', startedAt, isStopping, position: event.position });
        return;
      case 'preparing':
        this.setStatus(tabId, { kind: 'starting', startedAt, isStopping, preparing: event.message });
        return;
      case 'started':
        this.setStatus(tabId, {
          kind: 'running',
          startedAt: this.options.now(),
          isStopping,
          phase: 'run',
          stdin: 'open',
          firstOutputMs: null,
          engine: { id: event.provider, asked: selectChoice(this.options.store.getState(), tabId) },
          notes: [],
        });
        return;
      case 'phase':
        this.changeActive(tabId, { phase: event.phase });
        return;
      case 'output':
        this.options.outputs.get(tabId).append(event.stream, event.text);
        if (status.kind !== 'running') return;
        if (status.firstOutputMs === null) {
          this.changeActive(tabId, { firstOutputMs: this.options.now() - startedAt });
        }
        if (status.stdin === 'wanted') this.changeActive(tabId, { stdin: 'open' });
        return;
      case 'inputNeeded':
        if (status.kind !== 'running' || status.stdin !== 'open') return;
        this.changeActive(tabId, { stdin: 'wanted' });
        this.announce(tabId, 'waiting for input');
        return;
      case 'unsupported':
        if (status.kind !== 'running') return;
        this.changeActive(tabId, { notes: [...status.notes, event.message] });
        this.announce(tabId, event.message);
        return;
      case 'truncated':
        this.dropped.set(tabId, (this.dropped.get(tabId) ?? 0) + event.droppedBytes);
        return;
      case 'diagnostics':
        this.options.diagnostics.add(tabId, event.items);
        return;
      case 'finished': {
        const droppedBytes = this.dropped.get(tabId) ?? 0;
        this.dropped.delete(tabId);
        const { outcome, metrics } = event;
        const { engine, notes } = status.kind === 'running' ? status : { engine: null, notes: [] };
        this.setStatus(tabId, { kind: 'finished', outcome, metrics, droppedBytes, engine, notes });
        this.announce(tabId, describeOutcome(event.outcome, event.metrics).text);
      }
    }
  }

  /** A program may end while a line is on its way to it: that is no failure. */
  private async tell(delivery: Promise<void>): Promise<void> {
    try {
      await delivery;
    } catch (error) {
      const view = describeError(error);
      if (view.code !== 'RUN_UNKNOWN') this.options.store.setState({ announcement: view.message });
    }
  }

  private fail(tabId: string, error: ErrorView): void {
    this.dropped.delete(tabId);
    this.setStatus(tabId, { kind: 'failed', error });
    this.announce(tabId, `${error.message} ${error.remedy}`);
  }

  private announce(tabId: string, text: string): void {
    const tab = this.options.store.getState().tabs.find((candidate) => candidate.id === tabId);
    if (tab) this.options.store.setState({ announcement: `${tab.title}: ${text}` });
  }

  private changeActive(tabId: string, change: Partial<Extract<RunStatus, { kind: 'running' }>>): void {
    const status = selectRun(this.options.store.getState(), tabId);
    if (isActive(status)) this.setStatus(tabId, { ...status, ...change, kind: status.kind } as RunStatus);
  }

  private setStatus(tabId: string, status: RunStatus): void {
    this.options.store.setState((state) =>
      state.tabs.some((tab) => tab.id === tabId) ? { runs: { ...state.runs, [tabId]: status } } : state,
    );
  }
}

/** Nothing where the person left it to the config. */
function describeChoice(ofTab: ProviderChoice | undefined, ofAll: ProviderChoice): { provider?: ProviderChoice } {
  const provider = ofTab ?? (ofAll === 'auto' ? undefined : ofAll);
  return provider === undefined ? {} : { provider };
}
