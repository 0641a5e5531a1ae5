/** What formats a file of a tab: what its spec says for files like the entry, or else Prettier, by the name. Pure. */
import type { Formatter, PrettierParser, Spec } from '../../../contract';

const parsers: Record<string, PrettierParser> = {
  js: 'babel',
  cjs: 'babel',
  mjs: 'babel',
  jsx: 'babel',
  ts: 'typescript',
  cts: 'typescript',
  mts: 'typescript',
  tsx: 'typescript',
  json: 'json',
  css: 'css',
  scss: 'scss',
  less: 'less',
  htm: 'html',
  html: 'html',
  markdown: 'markdown',
  md: 'markdown',
  yaml: 'yaml',
  yml: 'yaml',
};

export function chooseFormatter(spec: Spec | null, path: string): Formatter | null {
  const ending = readEnding(path);
  if (spec?.format && ending === readEnding(spec.file)) return spec.format;
  const parser = Object.hasOwn(parsers, ending) ? parsers[ending] : undefined;
  return parser ? { tool: 'prettier', parser } : null;
}

function readEnding(path: string): string {
  return path.match(/\.([^./]+)$/)?.[1]?.toLowerCase() ?? '';
}
