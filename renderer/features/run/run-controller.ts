/** Starts and stops what runs in a tab, and takes lines to it. */

import type { ClientRun, RunyardClient } from '../../../client/client';
import type { KeptOutput, SourceFile, TerminalMode, TerminalSize } from '../../../contract';
import { describeError } from '../../state/error-view';
import { rememberGivens } from '../../state/recent-givens';
import type { RunStatus } from '../../state/run-status';
import { selectShownTerminal, selectSpec } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import type { Tab } from '../../state/tabs';
import type { Documents } from '../editor/documents';
import { keepOutput } from '../output/kept-output';
import type { OutputRegistry } from '../output/output-registry';
import type { ProblemBoard } from '../problems/problem-board';
import type { RunPlaces } from '../problems/run-places';
import type { TerminalRegistry } from '../terminal/terminal-registry';
import type { TerminalScreen } from '../terminal/terminal-screen';
import { ClearedOutput } from './cleared-output';
import { RunBoard } from './run-board';
import { planRun, type ReadyPlan, type RunPlan, repeatRun, type TypedInput } from './run-plan';
import { RunReader } from './run-reader';
import type { CodeRange } from './selected-code';

export interface RunControllerOptions {
  client: RunyardClient;
  store: AppStore;
  documents: Documents;
  outputs: OutputRegistry;
  terminals: TerminalRegistry;
  passFrame: () => Promise<void>;
  /** A monotonic clock in milliseconds. */
  now: () => number;
  problemBoard: ProblemBoard;
  places: RunPlaces;
  /** Told of each run that has ended, when its last output has been taken. */
  onEnded: (tabId: string, ended: EndedRun) => void;
}

/** What ran, and what it left behind. */
export interface EndedRun {
  readonly files: readonly SourceFile[];
  readonly args: readonly string[];
  readonly output: KeptOutput;
}

/** What of a tab is to run: all of it, some lines in place of the entry, or once more what ran last. */
export type RunWay = { kind: 'tab' } | { kind: 'selection'; range: CodeRange } | { kind: 'last' };

interface LastRun {
  plan: ReadyPlan;
  typed: TypedInput;
}

interface Session {
  run: ClientRun;
  terminal: TerminalMode;
  /** Settles when the last event has been taken. Never rejects. */
  ended: Promise<void>;
}

export class RunController {
  private readonly sessions = new Map<string, Session>();
  /** Counts a tab's starts, so that a newer one overtakes one that still waits for the former run to end. */
  private readonly starts = new Map<string, number>();
  private readonly lasts = new Map<string, LastRun>();
  private readonly board: RunBoard;
  private readonly cleared: ClearedOutput;

  constructor(private readonly options: RunControllerOptions) {
    this.board = new RunBoard(options.store);
    this.cleared = new ClearedOutput(options.store, this.board, options.outputs);
    options.terminals.listen({
      onKeys: (tabId, text) => void this.typeKeys(tabId, text),
      onSize: (tabId, size) => void this.resize(tabId, size),
    });
  }

  /** Stops the tab's former run first. Settles when the run has ended, however it ended. */
  async start(tabId: string, way: RunWay = { kind: 'tab' }): Promise<void> {
    this.cleared.forget(tabId);
    const turn = (this.starts.get(tabId) ?? 0) + 1;
    this.starts.set(tabId, turn);
    const former = this.sessions.get(tabId);
    if (former) {
      await this.stop(tabId);
      await former.ended;
      if (this.starts.get(tabId) !== turn) return;
    }
    const { client, store, problemBoard, places, now, outputs, terminals } = this.options;
    const tab = store.getState().tabs.find((candidate) => candidate.id === tabId);
    if (!tab) return;
    const plan = this.plan(tab, way);
    if (plan.kind === 'refused') {
      this.clear(tabId);
      this.board.fail(tabId, plan.error);
      return;
    }
    this.remember(tab, plan, way);
    // Said anew when it ends as the run before it did.
    store.setState({ announcement: '' });
    const terminal = plan.origin.terminal === 'on' ? terminals.get(tabId) : null;
    const run = client.run(terminal ? { ...plan.request, terminal: terminal.size } : plan.request);
    terminal?.setReading('on');
    problemBoard.begin(tabId);
    places.begin(tabId, selectSpec(store.getState(), tab.specId)?.diagnostics ?? [], plan);
    this.board.set(tabId, { kind: 'starting', startedAt: now(), isStopping: false, preparing: '' });
    const reader = new RunReader(tabId, {
      ...this.options,
      ...plan,
      board: this.board,
      screen: terminal ?? outputs.get(tabId),
    });
    const ended = reader.read(run).then(async () => {
      terminal?.setReading('off');
      // The next run waits, which would clear the screen.
      const output = terminal ? await keepOf(terminal) : keepOutput(outputs.get(tabId));
      if (this.sessions.get(tabId)?.run === run) this.sessions.delete(tabId);
      if (output) this.options.onEnded(tabId, { files: plan.files, args: plan.request.args ?? [], output });
    });
    this.sessions.set(tabId, { run, ended, terminal: plan.origin.terminal });
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
    if (!session || status.kind !== 'running' || !takesInput(status.stdin)) return;
    if (status.stdin === 'wanted') this.board.set(tabId, { ...status, stdin: 'open' });
    this.options.outputs.get(tabId).append('stdin', `${line}\n`);
    this.noteTyped(tabId, `${line}\n`, 'open');
    await this.tell(session.run.write(`${line}\n`));
  }

  async endInput(tabId: string): Promise<void> {
    const session = this.sessions.get(tabId);
    const status = this.board.read(tabId);
    if (!session || status.kind !== 'running' || !takesInput(status.stdin)) return;
    this.board.set(tabId, { ...status, stdin: 'ended' });
    this.noteTyped(tabId, '', 'ended');
    await this.tell(session.run.closeStdin());
  }

  /** What is typed into a terminal, as it is typed. */
  private async typeKeys(tabId: string, text: string): Promise<void> {
    const session = this.sessions.get(tabId);
    if (session?.terminal === 'on') await this.tell(session.run.write(text));
  }

  private async resize(tabId: string, size: TerminalSize): Promise<void> {
    const session = this.sessions.get(tabId);
    if (session?.terminal === 'on') await this.tell(session.run.resize(size));
  }

  clear(tabId: string): void {
    const { store, terminals } = this.options;
    if (selectShownTerminal(store.getState(), tabId) === 'on') terminals.get(tabId).clear();
    this.cleared.clear(tabId);
  }

  restoreOutput(tabId: string): void {
    this.cleared.restore(tabId);
  }

  /** For a tab that goes: stops what runs in it and forgets it. */
  async close(tabId: string): Promise<void> {
    this.cleared.forget(tabId);
    this.lasts.delete(tabId);
    this.options.store.setState(({ repeatable }) => ({
      repeatable: new Set([...repeatable].filter((other) => other !== tabId)),
    }));
    await this.stop(tabId);
    this.starts.delete(tabId);
    this.options.problemBoard.close(tabId);
    this.options.places.close(tabId);
  }

  private plan(tab: Tab, way: RunWay): RunPlan {
    const { store, documents } = this.options;
    const state = store.getState();
    if (way.kind !== 'last') {
      return planRun(state, tab, documents.read(tab.id), way.kind === 'selection' ? way.range : null);
    }
    const last = this.lasts.get(tab.id);
    if (last) return repeatRun(last.plan, last.typed, (path) => documents.readText(tab.id, path));
    return { kind: 'refused', error: { code: 'BAD_REQUEST', ...state.words.ways.nothingToRepeat } };
  }

  private remember(tab: Tab, plan: ReadyPlan, way: RunWay): void {
    this.lasts.set(tab.id, { plan, typed: { text: '', end: 'open' } });
    this.options.store.setState(({ repeatable, recent }) => ({
      ...(repeatable.has(tab.id) ? {} : { repeatable: new Set([...repeatable, tab.id]) }),
      ...(way.kind === 'last' ? {} : { recent: rememberGivens(recent, tab.specId, tab.args, tab.env) }),
    }));
  }

  private noteTyped(tabId: string, text: string, end: TypedInput['end']): void {
    const last = this.lasts.get(tabId);
    if (last) last.typed = { text: last.typed.text + text, end };
  }

  /** A program may end while a line is on its way to it: that is no failure. */
  private async tell(delivery: Promise<void>): Promise<void> {
    try {
      await delivery;
    } catch (error) {
      const view = describeError(error, this.options.store.getState().words);
      if (view.code !== 'RUN_UNKNOWN') this.options.store.setState({ announcement: view.message });
    }
  }
}

/** Null where there is no terminal to read from, which the person has been told. */
const keepOf = (screen: TerminalScreen): Promise<KeptOutput | null> => screen.keep().catch(() => null);

function takesInput(stdin: Extract<RunStatus, { kind: 'running' }>['stdin']): boolean {
  return stdin === 'open' || stdin === 'wanted';
}
