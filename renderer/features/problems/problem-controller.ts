/** Goes from problem to problem through the files of a tab, and tells a screen reader what each is. */
import type { Diagnostic } from '../../../contract';
import type { AppStore } from '../../state/store';
import type { PlaceNavigator } from './place-navigator';
import type { ProblemBoard } from './problem-board';
import { findNeighbour, sortProblems } from './problem-order';

export class ProblemController {
  /** The one that was gone to last. */
  private current: Diagnostic | null = null;

  constructor(
    private readonly store: AppStore,
    private readonly board: ProblemBoard,
    private readonly navigator: PlaceNavigator,
  ) {}

  /** From where the cursor is; `step` 1 is the next. */
  goToNeighbour(tabId: string, step: 1 | -1): void {
    const { tabs, cursor, words } = this.store.getState();
    const tab = tabs.find((candidate) => candidate.id === tabId);
    if (!tab) return;
    const sorted = sortProblems(this.board.read(tabId), tab.files);
    const from = { file: tab.shown, line: cursor?.line ?? 1, column: cursor?.column ?? 1 };
    const index = findNeighbour(sorted, from, this.current, step, tab.files);
    const problem = sorted[index];
    if (!problem) {
      this.store.setState({ announcement: words.problems.none });
      return;
    }
    this.current = problem;
    this.navigator.goTo({ tabId, place: problem, kind: 'problem' });
    this.store.setState({ announcement: words.problems.at(index + 1, sorted.length, problem) });
  }
}
