/** Takes the events of one run: feeds the output, marks the source, keeps the status. */
import type { ClientRun } from '../../../client/client';
import type { RunEvent, StreamName } from '../../../contract';
import { describeError } from '../../state/error-view';
import { isActive, type RunOrigin } from '../../state/run-status';
import { selectChoice, selectWords } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import type { ProblemBoard } from '../problems/problem-board';
import type { RunPlaces } from '../problems/run-places';
import type { RunBoard } from './run-board';
import type { Locate } from './run-plan';
import { describeOutcome } from './wording';

/** What may be taken in between two pauses. More, or longer, and a click would have to wait. */
const FRAME_CHARACTERS = 256 * 1024;
const FRAME_WORK_MS = 8;

/** Where a run's output is shown. */
export interface RunScreen {
  clear(): unknown;
  /** Gives a promise where it takes time, which holds the program up. */
  append(stream: StreamName, text: string): Promise<void> | undefined | void;
}

export interface RunReaderOptions {
  store: AppStore;
  board: RunBoard;
  screen: RunScreen;
  problemBoard: ProblemBoard;
  places: RunPlaces;
  origin: RunOrigin;
  /** Brings what was said of a place in the program to that place in the person's files; null where that is gone. */
  locate: Locate;
  passFrame: () => Promise<void>;
  /** A monotonic clock in milliseconds. */
  now: () => number;
}

export class RunReader {
  /** Bytes that the program printed past the limit. */
  private droppedBytes = 0;

  constructor(
    private readonly tabId: string,
    private readonly options: RunReaderOptions,
  ) {}

  /** Settles when the last event has been taken. Never rejects. */
  async read(run: ClientRun): Promise<void> {
    const { tabId } = this;
    const { board, screen, store, now, passFrame } = this.options;
    let isFirst = true;
    let taken = 0;
    let workedMs = 0;
    try {
      for await (const event of run) {
        const began = now();
        if (isFirst) screen.clear();
        isFirst = false;
        const room = event.type === 'output' ? screen.append(event.stream, event.text) : undefined;
        this.apply(event);
        if (event.type !== 'output') continue;
        if (room) await room;
        taken += event.text.length;
        workedMs += now() - began;
        if (taken < FRAME_CHARACTERS && workedMs < FRAME_WORK_MS) continue;
        // Asking for the next event acknowledges this one: a program that floods waits here for the screen.
        await passFrame();
        taken = 0;
        workedMs = 0;
      }
      if (isActive(board.read(tabId))) {
        board.fail(tabId, { code: 'CONNECTION_LOST', ...selectWords(store.getState()).run.cutOff });
      }
    } catch (error) {
      if (isFirst) screen.clear();
      board.fail(tabId, describeError(error, selectWords(store.getState())));
    }
  }

  private apply(event: RunEvent): void {
    const { tabId } = this;
    const { board, store, problemBoard, places, origin, locate, now } = this.options;
    const status = board.read(tabId);
    if (!isActive(status)) return;
    const { startedAt, isStopping } = status;
    const words = selectWords(store.getState());
    switch (event.type) {
      case 'queued':
        board.set(tabId, { kind: 'queued', startedAt, isStopping, position: event.position });
        return;
      case 'preparing':
        board.set(tabId, { kind: 'starting', startedAt, isStopping, preparing: event.message });
        return;
      case 'started':
        if (event.lineMap) places.setLineMap(tabId, event.lineMap);
        board.set(tabId, {
          kind: 'running',
          startedAt: now(),
          isStopping,
          phase: 'run',
          origin,
          stdin: origin.input.kind === 'typed' ? 'open' : 'given',
          firstOutputMs: null,
          engine: { id: event.provider, asked: selectChoice(store.getState(), tabId) },
          notes: [],
        });
        return;
      case 'phase':
        board.changeActive(tabId, { phase: event.phase });
        return;
      case 'output':
        if (status.kind !== 'running') return;
        if (status.firstOutputMs === null) board.changeActive(tabId, { firstOutputMs: now() - startedAt });
        if (status.stdin === 'wanted') board.changeActive(tabId, { stdin: 'open' });
        return;
      case 'inputNeeded':
        if (status.kind !== 'running' || status.stdin !== 'open') return;
        board.changeActive(tabId, { stdin: 'wanted' });
        board.announce(tabId, words.run.waitingForInput);
        return;
      case 'unsupported':
        if (status.kind !== 'running') return;
        board.changeActive(tabId, { notes: [...status.notes, event.message] });
        board.announce(tabId, event.message);
        return;
      case 'truncated':
        this.droppedBytes += event.droppedBytes;
        return;
      case 'diagnostics':
        problemBoard.add(
          tabId,
          event.items.flatMap((item) => locate(item) ?? []),
        );
        return;
      case 'finished': {
        const { outcome, metrics } = event;
        const { droppedBytes } = this;
        const { engine, notes } = status.kind === 'running' ? status : { engine: null, notes: [] };
        board.set(tabId, { kind: 'finished', outcome, metrics, droppedBytes, engine, origin, notes });
        board.announce(tabId, describeOutcome(outcome, metrics, words).text);
      }
    }
  }
}
