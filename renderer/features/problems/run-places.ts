/** Which places in its files the output of a tab's last run names, as the person has the files. */
import { type LineMap, mapToSource, type NamedPlace, type ProblemMatcher } from '../../../contract';
import type { Locate, ReadyPlan } from '../run/run-plan';
import { PlaceAsker } from './place-asker';
import { RunPlaceFinder } from './run-place-finder';

interface LastRun {
  finder: RunPlaceFinder;
  lineMap: LineMap | null;
  locate: Locate;
}

const none: readonly NamedPlace[] = [];

export class RunPlaces {
  private readonly runs = new Map<string, LastRun>();
  private readonly listeners = new Set<() => void>();
  private changes = 0;

  constructor(private readonly asker = new PlaceAsker()) {}

  begin(tabId: string, matchers: readonly ProblemMatcher[], { request, locate }: ReadyPlan): void {
    const paths = request.files.map(({ path }) => path);
    const run = { matchers, paths, entry: request.entry ?? paths[0]! };
    const finder = new RunPlaceFinder(run, this.asker, () => this.tell());
    this.runs.set(tabId, { finder, lineMap: null, locate });
  }

  /** The engine has wrapped the entry. */
  setLineMap(tabId: string, lineMap: LineMap): void {
    const run = this.runs.get(tabId);
    if (run) run.lineMap = lineMap;
  }

  /** @param line of output, as it is shown */
  find(tabId: string, line: string): readonly NamedPlace[] {
    const run = this.runs.get(tabId);
    if (!run) return none;
    return run.finder.find(line).flatMap((place) => run.locate(mapToSource(run.lineMap, place)) ?? []);
  }

  /** Changes when `find` says more of a line than it did. */
  readonly getVersion = (): number => this.changes;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  close(tabId: string): void {
    this.runs.delete(tabId);
  }

  private tell(): void {
    this.changes += 1;
    for (const listener of this.listeners) listener();
  }
}
