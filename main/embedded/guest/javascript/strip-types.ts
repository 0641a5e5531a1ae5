/** Takes the types out of TypeScript files; nothing checks them. */
import { transform } from 'sucrase';
import type { GuestJob } from '../runtime';
import type { Program } from './javascript-runtime';
import { SourceColumns } from './source-columns';

const typedFile = /\.[cm]?ts$/;
const declarationFile = /\.d\.[cm]?ts$/;

export interface Stripped {
  program: Program;
  /** By the file's absolute path. */
  columns: Map<string, SourceColumns>;
}

/** A syntax error, with its place as the compilers of TypeScript and Node write one. */
export class TypeScriptError extends Error {}

export function stripTypes(job: GuestJob): Stripped {
  const columns = new Map<string, SourceColumns>();
  const files = job.files.map((file) => {
    if (!typedFile.test(file.path) || declarationFile.test(file.path)) return file;
    const { code, map } = transformFile(file.path, file.content);
    columns.set(`/work/${file.path}`, new SourceColumns(map));
    return { path: file.path, content: code, original: file.content };
  });
  return { program: { ...job, files }, columns };
}

function transformFile(path: string, source: string): { code: string; map: string } {
  try {
    const { code, sourceMap } = transform(source, {
      transforms: ['typescript'],
      disableESTransforms: true,
      preserveDynamicImport: true,
      filePath: path,
      sourceMapOptions: { compiledFilename: path },
    });
    return { code, map: sourceMap?.mappings ?? '' };
  } catch (error) {
    throw new TypeScriptError(describeError(path, source, error));
  }
}

function describeError(path: string, source: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [, text = message, lineText, columnText] =
    /^(?:Error transforming [^:]*: )?(.*?)(?: \((\d+):(\d+)\))?$/s.exec(message) ?? [];
  const line = Number(lineText ?? 1);
  const column = Number(columnText ?? 1);
  const shown = source.split('\n')[line - 1]?.replace(/\r$/, '') ?? '';
  const indent = shown.slice(0, column - 1).replace(/[^\t]/g, ' ');
  return `/work/${path}:${line}:${column}\n${shown}\n${indent}^\n\nSyntaxError: ${text}\n`;
}
