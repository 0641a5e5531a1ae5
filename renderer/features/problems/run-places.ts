/** Which places in its files the output of a tab's last run names, as the person has the files. */
import {
  type LineMap,
  mapToSource,
  type NamedPlace,
  PlaceFinder,
  type ProblemMatcher,
  RunFiles,
} from '../../../contract';
import type { Locate, ReadyPlan } from '../run/run-plan';

interface LastRun {
  finder: PlaceFinder;
  lineMap: LineMap | null;
  locate: Locate;
}

const none: readonly NamedPlace[] = [];

export class RunPlaces {
  private readonly runs = new Map<string, LastRun>();

  begin(tabId: string, matchers: readonly ProblemMatcher[], { request, locate }: ReadyPlan): void {
    const paths = request.files.map(({ path }) => path);
    const files = new RunFiles(paths, request.entry ?? paths[0]!);
    this.runs.set(tabId, { finder: new PlaceFinder(matchers, files), lineMap: null, locate });
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

  close(tabId: string): void {
    this.runs.delete(tabId);
  }
}
