/** What the window and the worker that finds places tell each other. */
import type { NamedPlace, ProblemMatcher } from '../../../contract';

/** What its output is read by. */
export interface PlaceRun {
  matchers: readonly ProblemMatcher[];
  paths: readonly string[];
  entry: string;
}

/** `find`: lines of the run that began last. */
export type PlaceRequest = { kind: 'begin'; run: PlaceRun } | { kind: 'find'; lines: readonly string[] };

/** `found`: the places of each line. */
export type PlaceAnswer = { kind: 'ready' } | { kind: 'found'; places: readonly (readonly NamedPlace[])[] };
