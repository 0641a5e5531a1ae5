/** Puts a language's template around code without boilerplate, and knows where each of its lines went. */
import type { InlineForm, LineMap, LineSpan, SourceFile, Spec } from '../../contract';
import { RunyardError } from '../../contract/runyard-error';
import { matchWithin, runWithin, type TextMatch } from './timed-match';

export interface WrappedFile {
  content: string;
  lineMap: LineMap;
}

/** A line of the person's; `number` counts from 1. */
interface SourceLine {
  number: number;
  text: string;
}

/** Far more than an honest match takes; everybody waits for it. */
const MATCH_TIMEOUT_MS = 250;

const HOLE = /\{(imports|code|name)\}/;

/**
 * The files with the entry wrapped.
 * @throws RunyardError `BAD_REQUEST` where the language has no template
 */
export function wrapEntry(
  files: readonly SourceFile[],
  entry: string,
  spec: Spec,
): { files: SourceFile[]; lineMap: LineMap } {
  if (!spec.inline) {
    throw new RunyardError('BAD_REQUEST', {
      message: `${spec.title} has no template for code without boilerplate.`,
      remedy: 'Run the file as a whole program, or give the language an `inline` template in its spec file.',
      details: { spec: spec.id },
    });
  }
  const content = files.find(({ path }) => path === entry)?.content ?? '';
  const wrapped = wrapCode(content, entry, spec.inline);
  return {
    files: files.map((file) => (file.path === entry ? { path: entry, content: wrapped.content } : file)),
    lineMap: wrapped.lineMap,
  };
}

export function wrapCode(content: string, entry: string, form: InlineForm): WrappedFile {
  const { imports, code } = splitImports(content, form);
  const known = findKnownImports(imports, code, form);
  const name = entry.slice(entry.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  const writer = new WrapWriter(entry);
  for (const templateLine of form.template.replace(/\n$/, '').split('\n')) {
    writer.beginLine();
    for (const [index, part] of templateLine.split(HOLE).entries()) {
      if (index % 2 === 0) writer.write(part);
      else if (part === 'name') writer.write(name);
      else if (part === 'code') writer.writeSource(code);
      else {
        writer.writeLines(known);
        writer.writeSource(imports);
      }
    }
  }
  return writer.end();
}

function splitImports(content: string, form: InlineForm): { imports: SourceLine[]; code: SourceLine[] } {
  const lines = content.split('\n').map((text, index): SourceLine => ({ number: index + 1, text }));
  if (form.importPattern === undefined || !form.template.includes('{imports}')) return { imports: [], code: lines };
  const isImport = new Uint8Array(lines.length);
  let line = 0;
  /** Of the line that is looked at, without its newline. */
  let end = lines[0]!.text.length;
  for (const { index, text } of findImports(content, form.importPattern)) {
    const first = index + text.length - text.trimStart().length;
    const last = index + text.trimEnd().length - 1;
    if (last < first) continue;
    while (end <= first) end += lines[++line]!.text.length + 1;
    isImport[line] = 1;
    while (end <= last) {
      end += lines[++line]!.text.length + 1;
      isImport[line] = 1;
    }
  }
  return {
    imports: lines.filter((_, index) => isImport[index] === 1),
    code: lines.filter((_, index) => isImport[index] === 0),
  };
}

function findImports(content: string, pattern: string): TextMatch[] {
  const found = matchWithin(pattern, 'gm', content, MATCH_TIMEOUT_MS);
  if (found) return found;
  throw tooSlow();
}

function tooSlow(): RunyardError {
  return new RunyardError('BAD_REQUEST', {
    message: 'The imports of this code cannot be told from the rest in time.',
    remedy: 'Run it as a whole program, or give the language an import pattern in its spec file that is simpler.',
  });
}

function findKnownImports(imports: SourceLine[], code: SourceLine[], form: InlineForm): string[] {
  if (form.knownImports.length === 0) return [];
  const find = () =>
    form.knownImports.flatMap(({ pattern, line }) => {
      const wanted = new RegExp(pattern);
      const named = line.replace(/^\s*\w+\s+/, '');
      const isThere = imports.some(({ text }) => text.includes(named));
      return !isThere && code.some(({ text }) => wanted.test(text)) ? [line] : [];
    });
  const found = runWithin(find, MATCH_TIMEOUT_MS);
  if (found.is === 'late') throw tooSlow();
  return found.value;
}

class WrapWriter {
  readonly #file: string;
  readonly #lines: string[] = [];
  readonly #spans: LineSpan[] = [];
  /** The last line has one of the person's on it, after which nothing follows: it may end in a comment. */
  #isTaken = false;

  constructor(file: string) {
    this.#file = file;
  }

  beginLine(): void {
    this.#lines.push('');
    this.#isTaken = false;
  }

  write(text: string): void {
    if (this.#isTaken && text.trim() !== '') this.beginLine();
    this.#lines[this.#lines.length - 1] += text;
  }

  writeLines(texts: readonly string[]): void {
    for (const text of texts) {
      this.write(text);
      this.beginLine();
    }
  }

  writeSource(lines: readonly SourceLine[]): void {
    if (lines.length === 0) return;
    if (this.#isTaken) this.beginLine();
    const before = this.#lines.at(-1)!;
    const indent = before.trim() === '' ? before : '';
    lines.forEach(({ number, text }, index) => {
      if (index > 0) {
        this.beginLine();
        this.write(indent);
      }
      this.#isTaken = true;
      this.#map(number, this.#lines.at(-1)!.length);
      this.#lines[this.#lines.length - 1] += text;
    });
  }

  /** A template that ends in the person's code adds no newline: what follows PHP's `?>` is output. */
  end(): WrappedFile {
    const content = this.#lines.join('\n') + (this.#isTaken ? '' : '\n');
    return { content, lineMap: { file: this.#file, spans: this.#spans } };
  }

  #map(sourceLine: number, indent: number): void {
    const line = this.#lines.length;
    const last = this.#spans.at(-1);
    const goesOn = last && last.line + last.count === line && last.sourceLine + last.count === sourceLine;
    if (goesOn && last.indent === indent) last.count++;
    else this.#spans.push({ line, count: 1, sourceLine, indent });
  }
}
