/** What is to be run: files of this machine, a text on the command line, or one from stdin. */
import { readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { SourceFile } from '../../../contract';
import { readInterpreter } from '../../../contract/interpreter-line';
import { Complaint, misuse } from '../complaint';
import type { RunFlags } from './run-flags';

export interface Source {
  /** An id or an alias. */
  spec: string;
  /** Without a name it takes the one that the language gives it. */
  files: { path: string | null; content: string }[];
  entry: string | null;
  /** The code came from there, so that the program gets an empty one. */
  isStdinUsed: boolean;
}

/** @throws Complaint */
export async function readSource(flags: Pick<RunFlags, 'spec' | 'eval' | 'entry' | 'places'>): Promise<Source> {
  const { places, eval: code } = flags;
  if (code !== undefined) {
    if (places.length > 0) throw misuse('Both -e and a file are given.', 'Give one of them.');
    return {
      spec: needSpec(flags.spec, '-e'),
      files: [{ path: null, content: code }],
      entry: null,
      isStdinUsed: false,
    };
  }
  const [first] = places;
  if (first === undefined) throw misuse('There is nothing to run.', 'Name a file: `runyard run hello.py`.');
  if (places.includes('-')) {
    if (places.length > 1) throw misuse('Both - and a file are given.', 'Give one of them.');
    const content = readText('stdin', 0);
    const spec = flags.spec ?? readInterpreter(content);
    return { spec: needSpec(spec, '-'), files: [{ path: null, content }], entry: null, isStdinUsed: true };
  }
  const files = (await Promise.all(places.map(readPlace))).flat();
  const entry = flags.entry === undefined ? guessEntry(first, files) : findEntry(flags.entry, files);
  const spec =
    flags.spec ??
    guessLanguage(
      first,
      files.find(({ path }) => path === entry),
    );
  return { spec, files, entry, isStdinUsed: false };
}

/** The file that was named first; of a folder its `main`. */
function guessEntry(first: string, files: readonly SourceFile[]): string {
  const named = files.find(({ path }) => path === basename(first)) ?? files.find(({ path }) => /^main\./i.test(path));
  if (named) return named.path;
  if (files.length === 1 && files[0]) return files[0].path;
  throw misuse(`${first} has ${files.length} files, and none is called main.`, 'Name the one to start with --entry.');
}

function needSpec(spec: string | null | undefined, what: string): string {
  if (spec) return spec;
  throw misuse(`With ${what} the language is not known.`, 'Name it with --spec, such as --spec python.');
}

async function readPlace(place: string): Promise<SourceFile[]> {
  let isFolder: boolean;
  try {
    isFolder = statSync(place).isDirectory();
  } catch (error) {
    throw unreadable(place, error);
  }
  if (!isFolder) return [{ path: basename(place), content: readText(place, place) }];
  const { readOpening } = await import('../../workspace/read-opening');
  const opening = await readOpening(place);
  if (opening.kind === 'files') return opening.files;
  throw new Complaint(
    `${place} has nothing that can be run: it is empty, too large, or no text.`,
    'Name its files one by one.',
  );
}

function findEntry(named: string, files: readonly SourceFile[]): string {
  const found = files.find(({ path }) => path === named) ?? files.find(({ path }) => path === basename(named));
  if (found) return found.path;
  throw misuse(`The entry ${named} is not among the files.`, `They are ${files.map(({ path }) => path).join(', ')}.`);
}

/** By the #! line, which says more than a name, or else by the ending. */
function guessLanguage(place: string, file: SourceFile | undefined): string {
  const language = readInterpreter(file?.content ?? '') ?? extname(file?.path ?? place).slice(1);
  if (language !== '') return language.toLowerCase();
  throw misuse(
    `${place} does not say its language: it has no ending and no #! line.`,
    'Name it with --spec, such as --spec python.',
  );
}

/** @param from a path, or a descriptor */
function readText(place: string, from: string | number): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(from);
  } catch (error) {
    throw unreadable(place, error);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Complaint(`${place} is no text in UTF-8.`, 'Only source code in UTF-8 can be run.');
  }
}

function unreadable(place: string, error: unknown): Complaint {
  const { code } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ENOENT: 'is not there',
    EACCES: 'may not be read by you',
    EISDIR: 'is a folder',
  };
  return new Complaint(`${place} ${reasons[code ?? ''] ?? `cannot be read (${code})`}.`, 'See that the path is right.');
}
