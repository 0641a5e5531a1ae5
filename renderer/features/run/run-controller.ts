/** Starts and stops what runs in a tab, and takes lines to it. */

import type { ClientRun, RunyardClient } from '../../../client/client';
import { describeError } from '../../state/error-view';
import type { AppStore } from '../../state/store';
import type { DiagnosticsBoard } from '../editor/diagnostics-board';
import type { Documents } from '../editor/documents';
import type { OutputRegistry } from '../output/output-registry';
import { ClearedOutput } from './cleared-output';
import { RunBoard } from './run-board';
import { planRun } from './run-plan';
import { RunReader } from './run-reader';

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
  /** Counts a tab's starts, so that a newer one overtakes one that still waits for the former run to end. */
  private readonly starts = new Map<string, number>();
  private readonly board: RunBoard;
  private readonly cleared: ClearedOutput;

  constructor(private readonly options: RunControllerOptions) {
    this.board = new RunBoard(options.store);
    this.cleared = new ClearedOutput(options.store, this.board, options.outputs);
  }

  /** Stops the tab's former run first. Settles when the run has ended, however it ended. */
  async start(tabId: string): Promise<void> {
    this.cleared.forget(tabId);
    const turn = (this.starts.get(tabId) ?? 0) + 1;
    this.starts.set(tabId, turn);
    const former = this.sessions.get(tabId);
    if (former) {
      await this.stop(tabId);
      await former.ended;
      if (this.starts.get(tabId) !== turn) return;
    }
    const { client, store, documents, diagnostics, now } = this.options;
    const state = store.getState();
    const tab = state.tabs.find((candidate) => candidate.id === tabId);
    if (!tab) return;
    const plan = planRun(state, tab, documents.read(tabId));
    if (plan.kind === 'refused') {
      this.clear(tabId);
      this.board.fail(tabId, plan.error);
      return;
    }
    const run = client.run(plan.request);
    diagnostics.clear(tabId);
    this.board.set(tabId, { kind: 'starting', startedAt: now(), isStopping: false, preparing: '' });
    const reader = new RunReader(tabId, { ...this.options, board: this.board, locate: plan.locate });
    const ended = reader.read(run).finally(() => {
      if (this.sessions.get(tabId)?.run === run) this.sessions.delete(tabId);
    });
    this.sessions.set(tabId, { run, ended });
    await ended;
  }

  async stop(tabId: string): Promise<void> {
    const session = this.sessions.get(tabId);
    if (!session) return;
    this.board.changeActive(tabId, { isStopping: true });
    await this.tell(session.run.stop());
  }

  /** Sends a line to the program and shows it in the output. */
  async sendLine(tabId: string, line: string): Promise<void> {
    const session = this.sessions.get(tabId);
    const status = this.board.read(tabId);
    if (!session || status.kind !== 'running' || status.stdin === 'ended') return;
    if (status.stdin === 'wanted') this.board.set(tabId, { ...status, stdin: 'open' });
    this.options.outputs.get(tabId).append('stdin', `${line}\n`);
    await this.tell(session.run.write(`${line}\n`));
  }

  async endInput(tabId: string): Promise<void> {
    const session = this.sessions.get(tabId);
    const status = this.board.read(tabId);
    if (!session || status.kind !== 'running' || status.stdin === 'ended') return;
    this.board.set(tabId, { ...status, stdin: 'ended' });
    await this.tell(session.run.closeStdin());
  }

  clear(tabId: string): void {
    this.cleared.clear(tabId);
  }

  restoreOutput(tabId: string): void {
    this.cleared.restore(tabId);
  }

  /** For a tab that goes: stops what runs in it and forgets it. */
  async close(tabId: string): Promise<void> {
    this.cleared.forget(tabId);
    await this.stop(tabId);
    this.starts.delete(tabId);
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
}
