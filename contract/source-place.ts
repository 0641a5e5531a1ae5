/** Where a line of output names a place in the run's own files: by its language's matchers, or as most tools write it. */
import type { ProblemMatcher } from './spec';

/** Lines and columns count from 1. */
export interface SourcePlace {
  file: string;
  line: number;
  column?: number | undefined;
}

/** A place and the characters of the line that name it, `end` excluded. */
export interface NamedPlace extends SourcePlace {
  start: number;
  end: number;
}

/** A longer line is no compiler's, and costs a regular expression dearly. */
export const PLACE_LINE_CHARACTERS = 1000;

export type PlaceGroups = Partial<Record<string, string>>;

/** The files of a run, as compilers and runtimes name them. */
export class RunFiles {
  readonly #paths: ReadonlySet<string>;
  /** Paths by their last part, where no other path has it: a trace of Java's names no folders. */
  readonly #byName = new Map<string, string | null>();

  constructor(
    paths: Iterable<string>,
    readonly entry: string,
  ) {
    this.#paths = new Set(paths);
    for (const path of this.#paths) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      this.#byName.set(name, this.#byName.has(name) ? null : path);
    }
  }

  get paths(): Iterable<string> {
    return this.#paths;
  }

  /** Null for a place in any other file, which is none of the person's. A place without a file is in the entry. */
  resolve({ file, line, column }: PlaceGroups): SourcePlace | null {
    const path = file === undefined ? this.entry : this.#findPath(file.replace(/^(?:\.\/|\/work\/)/, ''));
    if (path === null || !isPosition(line)) return null;
    return { file: path, line: Number(line), ...(isPosition(column) ? { column: Number(column) } : {}) };
  }

  #findPath(path: string): string | null {
    return this.#paths.has(path) ? path : (this.#byName.get(path) ?? null);
  }
}

/** A program may print any digits. */
function isPosition(digits: string | undefined): boolean {
  return Number.isSafeInteger(Number(digits ?? Number.NaN));
}

const none: readonly NamedPlace[] = [];

/** More than a screen has. */
const KNOWN_LINES = 500;

export class PlaceFinder {
  readonly #files: RunFiles;
  /** Those that name their file, and those that do not. */
  readonly #matchers: { pattern: RegExp; namesFile: boolean }[];
  /** How the names of the run's files end: a line without any of them names none. */
  readonly #endings: readonly string[];
  readonly #common: RegExp;
  /** What is on screen is read again each frame. */
  readonly #known = new Map<string, readonly NamedPlace[]>();

  constructor(matchers: readonly ProblemMatcher[], files: RunFiles) {
    this.#files = files;
    this.#matchers = matchers.map(({ pattern }) => ({
      pattern: new RegExp(pattern, 'd'),
      namesFile: pattern.includes('(?<file>'),
    }));
    const paths = [...files.paths];
    this.#endings = [...new Set(paths.map((path) => /\.[^./]+$/.exec(path)?.[0] ?? path))];
    this.#common = describeCommonForms(paths);
  }

  /** From left to right; none overlaps another. */
  find(line: string): readonly NamedPlace[] {
    if (line.length > PLACE_LINE_CHARACTERS || !/\d/.test(line)) return none;
    const known = this.#known.get(line);
    if (known) return known;
    if (this.#known.size >= KNOWN_LINES) this.#known.clear();
    const found = this.#read(line);
    this.#known.set(line, found);
    return found;
  }

  #read(line: string): readonly NamedPlace[] {
    const mayNameFile = this.#endings.some((ending) => line.includes(ending));
    const found: NamedPlace[] = [];
    const add = (match: RegExpExecArray): void => {
      const place = this.#files.resolve(match.groups ?? {});
      const range = place && findRange(match);
      if (!range || found.some(({ start, end }) => range.start < end && start < range.end)) return;
      found.push({ ...place, ...range });
    };
    for (const { pattern, namesFile } of this.#matchers) {
      const match = namesFile && !mayNameFile ? null : pattern.exec(line);
      if (match) add(match);
    }
    if (mayNameFile) for (const match of line.matchAll(this.#common)) add(match);
    return found.length === 0 ? none : found.sort((a, b) => a.start - b.start);
  }
}

/** `main.js:2:15`, `main.php(7)`, `"main.py", line 2`, `main.pl line 4`; in any folder but the run's own it is another file. */
function describeCommonForms(paths: readonly string[]): RegExp {
  const names = paths
    .toSorted((a, b) => b.length - a.length)
    .map((path) => path.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('|');
  const folder = String.raw`(?<![\w./\\-])(?:(?:file:\/\/)?\/work\/|\.\/)?`;
  const position = String.raw`(?:"?, lines? |:| line |\()(?<line>\d+)(?::(?<column>\d+))?`;
  return new RegExp(`${folder}(?<file>${names})${position}`, 'dg');
}

/** From the file's name, or else the line's number, to the end of the position. */
function findRange({ indices }: RegExpExecArray): { start: number; end: number } | null {
  const { file, line, column } = indices?.groups ?? {};
  if (!line) return null;
  return { start: Math.min(file?.[0] ?? line[0], line[0]), end: Math.max(line[1], column?.[1] ?? 0) };
}
