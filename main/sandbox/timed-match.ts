/**
 * Matches of one person's pattern in another's text, within a time. JavaScript's expressions backtrack: where ranna's
 * Go is linear, a pattern of its own spec file takes years for a line that was made for it, and with it the whole process.
 */
import { Script } from 'node:vm';

export interface TextMatch {
  index: number;
  text: string;
}

export type TimedWork<T> = { is: 'done'; value: T } | { is: 'late' };

/** A script is given nothing, so it finds the work here. */
const WORK = 'runyard.timedWork';
const globals = globalThis as unknown as Record<symbol, () => void>;
/** The time is one of a script only, and holds for what it calls. */
const START = new Script(`globalThis[Symbol.for('${WORK}')]()`);

/**
 * Does the work at once, and breaks it off where it is when it is late. Costs some 0.1 ms, for a thread that watches.
 * @throws what the work throws
 */
export function runWithin<T>(work: () => T, timeoutMs: number): TimedWork<T> {
  let done: TimedWork<T> = { is: 'late' };
  globals[Symbol.for(WORK)] = () => {
    done = { is: 'done', value: work() };
  };
  try {
    START.runInThisContext({ timeout: Math.max(1, Math.ceil(timeoutMs)) });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')) throw error;
  } finally {
    delete globals[Symbol.for(WORK)];
  }
  return done;
}

/** @returns all matches, as `String.matchAll` finds them; null when the time was not enough */
export function matchWithin(pattern: string, flags: string, text: string, timeoutMs: number): TextMatch[] | null {
  const expression = new RegExp(pattern, flags);
  const found = runWithin(
    () => Array.from(text.matchAll(expression), ({ 0: match, index }) => ({ index, text: match })),
    timeoutMs,
  );
  return found.is === 'done' ? found.value : null;
}
