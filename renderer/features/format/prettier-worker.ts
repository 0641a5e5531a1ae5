/** Prettier, away from the window's thread: a large file takes it seconds. */

import type { Plugin } from 'prettier';
import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import * as html from 'prettier/plugins/html';
import * as markdown from 'prettier/plugins/markdown';
import * as postcss from 'prettier/plugins/postcss';
import * as typescript from 'prettier/plugins/typescript';
import * as yaml from 'prettier/plugins/yaml';
import { format } from 'prettier/standalone';
import type { PrettierAnswer, PrettierRequest } from './prettier-message';

// Its types do not say that a plugin may be a module.
const plugins = [babel, estree as Plugin, html, markdown, postcss, typescript, yaml];

self.onmessage = async ({ data }: MessageEvent<PrettierRequest>) => {
  self.postMessage(await answer(data));
};

async function answer({ id, text, ...options }: PrettierRequest): Promise<PrettierAnswer> {
  try {
    return { id, kind: 'formatted', text: await format(text, { ...options, endOfLine: 'auto', plugins }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const at = error instanceof Error && 'loc' in error ? readPlace(error.loc) : null;
    // The first line says it; a frame of the code follows.
    const [first = ''] = message.split('\n');
    return { id, kind: 'refused', message: first.replace(/ \(\d+:\d+\)$/, ''), at };
  }
}

function readPlace(loc: unknown): { line: number; column: number } | null {
  const start = loc && typeof loc === 'object' && 'start' in loc ? loc.start : null;
  if (!start || typeof start !== 'object' || !('line' in start) || !('column' in start)) return null;
  return { line: Number(start.line), column: Number(start.column) };
}
