/** What is said of a procedure: where it is over HTTP, and the words of its documentation. */
import type { ErrorCode } from './errors';

/** In the order of the documentation. `Window`: what the window itself works with; other programs hardly need it. */
export const ROUTE_TAGS = ['Runs', 'Languages', 'Engine', 'Images', 'Runtimes', 'Window'] as const;
export type RouteTag = (typeof ROUTE_TAGS)[number];

export interface ProcedureRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** A name in braces is a part of the input. */
  path: `/${string}`;
  tag: RouteTag;
  /** A few words. */
  summary: string;
  /** What the summary leaves open. */
  description?: string;
  /** The failures that are its own, beside those that any call may end with. */
  errors?: readonly ErrorCode[];
  /**
   * What a stream is for a caller who asks for one answer: `result` of a run (`RunResult`), its `first` item or its
   * `last`.
   */
  whole?: 'result' | 'first' | 'last';
}

export type Routes = Record<string, Record<string, ProcedureRoute>>;
