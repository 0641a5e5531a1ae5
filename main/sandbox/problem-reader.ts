/** Reads places in the person's files out of what compilers and runtimes print, by the language's problem matchers. */
import type { Diagnostic, PlaceGroups, ProblemMatcher } from '../../contract';
import { PLACE_LINE_CHARACTERS, RunFiles } from '../../contract/source-place';
import { toPlainLine } from './plain-line';
import { runWithin } from './timed-match';

/** More of a stream than this is not read: errors come early, or at the end of little output. */
const READ_CHARACTERS = 256 * 1024;
const PROBLEMS_LIMIT = 100;
const MESSAGE_CHARACTERS = 500;
/** What is read at once; what a program prints besides waits for its end. */
const BATCH_CHARACTERS = 32 * 1024;
/** Far more than honest patterns take for all that is read; everybody waits for it. */
const MATCH_TIMEOUT_MS = 250;

interface Matcher {
  place: RegExp;
  severity: Diagnostic['severity'];
  message: RegExp | null;
  /** Where the message stands whose pattern is `message`. */
  where: 'before' | 'after';
}

/** One stream of one phase. */
export class ProblemReader {
  readonly #matchers: Matcher[];
  readonly #files: RunFiles;
  readonly #problems: Diagnostic[] = [];
  /** Not read yet. */
  #waiting = '';
  #writtenCharacters = 0;
  /** Of all that is still to be read. */
  #matchingMs = MATCH_TIMEOUT_MS;
  /** The last message of each matcher that waits for its place. */
  readonly #messages = new Map<Matcher, string>();
  /** The last place of each matcher that waits for its message. */
  readonly #places = new Map<Matcher, Diagnostic>();

  /** @param paths of the run's files; a place in any other is none of the person's */
  constructor(matchers: readonly ProblemMatcher[], paths: Iterable<string>, entry: string) {
    this.#matchers = matchers.map(compile);
    this.#files = new RunFiles(paths, entry);
  }

  write(text: string): void {
    if (this.#matchers.length === 0 || this.#writtenCharacters > READ_CHARACTERS) return;
    this.#writtenCharacters += text.length;
    this.#waiting += text;
    if (this.#waiting.length < BATCH_CHARACTERS) return;
    const lines = this.#waiting.split('\n');
    this.#waiting = (lines.pop() ?? '').slice(0, PLACE_LINE_CHARACTERS + 1);
    this.#readLines(lines);
  }

  /** What was found, each place once. */
  end(): Diagnostic[] {
    // A place has a number, so most of what programs print need not be read.
    if (/\d/.test(this.#waiting) || this.#places.size > 0) this.#readLines(this.#waiting.split('\n'));
    this.#waiting = '';
    for (const place of this.#places.values()) this.#add(place);
    const seen = new Set<string>();
    return this.#problems.filter((problem) => {
      const key = JSON.stringify(problem);
      return !seen.has(key) && seen.add(key);
    });
  }

  /** What a hostile pattern leaves no time for is not read. */
  #readLines(lines: readonly string[]): void {
    if (this.#matchingMs <= 0) return;
    const startedAt = performance.now();
    const read = runWithin(() => {
      for (const line of lines) if (line !== '') this.#readLine(line);
    }, this.#matchingMs);
    this.#matchingMs = read.is === 'late' ? 0 : this.#matchingMs - (performance.now() - startedAt);
  }

  #readLine(whole: string): void {
    if (whole.length > PLACE_LINE_CHARACTERS) return;
    const line = toPlainLine(whole);
    for (const matcher of this.#matchers) {
      const { message } = matcher.message?.exec(line)?.groups ?? {};
      if (message !== undefined) this.#takeMessage(matcher, message);
      const place = matcher.place.exec(line)?.groups;
      if (place && this.#takePlace(matcher, place, line)) return;
    }
  }

  #takeMessage(matcher: Matcher, message: string): void {
    if (matcher.where === 'before') {
      this.#messages.set(matcher, message);
      return;
    }
    const place = this.#places.get(matcher);
    if (!place) return;
    this.#places.delete(matcher);
    this.#add({ ...place, message });
  }

  /** False where it is no place of the person's. */
  #takePlace(matcher: Matcher, groups: PlaceGroups, text: string): boolean {
    const place = this.#files.resolve(groups);
    if (!place) return false;
    const { severity, message } = groups;
    const problem: Diagnostic = {
      ...place,
      severity: readSeverity(severity) ?? matcher.severity,
      message: message?.trim() || text.trim(),
    };
    if (!matcher.message || message?.trim()) this.#add(problem);
    else if (matcher.where === 'after') this.#places.set(matcher, problem);
    else {
      // A trace goes on after its first place; that one is where it happened.
      const found = this.#messages.get(matcher);
      this.#messages.delete(matcher);
      if (found === undefined) return false;
      this.#add({ ...problem, message: found });
    }
    return true;
  }

  #add(problem: Diagnostic): void {
    if (this.#problems.length >= PROBLEMS_LIMIT) return;
    this.#problems.push({ ...problem, message: problem.message.trim().slice(0, MESSAGE_CHARACTERS) });
  }
}

function compile({ pattern, severity, message }: ProblemMatcher): Matcher {
  return {
    place: new RegExp(pattern),
    severity,
    message: message ? new RegExp(message.pattern) : null,
    where: message?.where ?? 'after',
  };
}

function readSeverity(text: string | undefined): Diagnostic['severity'] | null {
  if (text === undefined) return null;
  if (/warn/i.test(text)) return 'warning';
  return /note|info|hint/i.test(text) ? 'info' : 'error';
}
