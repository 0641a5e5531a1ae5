/** Which of some files a run would start, and in what language. Pure. */
import type { SourceFile, Spec } from '../../../contract';
import { readInterpreter } from '../../../contract/interpreter-line';

export interface MainFile {
  readonly path: string;
  readonly spec: Spec;
}

/**
 * The file that is called as its language's entry, or else the first in any language: by its ending, or by its `#!`
 * line. Null where there is none.
 */
export function chooseMain(files: readonly SourceFile[], specs: readonly Spec[]): MainFile | null {
  const find = (matches: (file: SourceFile, spec: Spec) => boolean): MainFile | null => {
    for (const file of files) {
      const spec = specs.find((candidate) => matches(file, candidate));
      if (spec) return { path: file.path, spec };
    }
    return null;
  };
  return (
    find(({ path }, spec) => path === spec.file) ??
    find(({ path }, spec) => endingOf(path) !== '' && endingOf(path) === endingOf(spec.file)) ??
    find(({ path }, spec) => isNamed(spec, endingOf(path))) ??
    find(({ content }, spec) => isNamed(spec, readInterpreter(content)))
  );
}

function endingOf(path: string): string {
  return (/[^/]\.([^./]+)$/.exec(path)?.[1] ?? '').toLowerCase();
}

function isNamed({ id, aliases }: Spec, name: string | null): boolean {
  return name !== null && (id === name || aliases.includes(name));
}
