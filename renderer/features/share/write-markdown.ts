/** A tab with its output as Markdown, for an issue or a chat. Pure. */
import type { PortableTab } from '../../../contract/portable-tab';

/** Characters of output; what is more is cut and said. */
const OUTPUT_LIMIT_CHARACTERS = 60_000;

export interface MarkdownRun {
  output: string;
  /** How it ended, in words; empty while it has not run. */
  outcome: string;
}

export interface MarkdownWords {
  args: string;
  input: string;
  output: string;
  cut: (characters: number) => string;
}

/** @param language the name that the tab's language has after a fence */
export function writeMarkdown(tab: PortableTab, language: string, run: MarkdownRun, words: MarkdownWords): string {
  const isAlone = tab.files.length === 1;
  const ending = endingOf(tab.entry);
  const parts = tab.files.map(({ path, content }) => {
    const code = fence(content, endingOf(path) === ending ? language : endingOf(path).slice(1));
    return isAlone ? code : `${quote(path)}\n\n${code}`;
  });
  if (tab.args !== '') parts.push(`${words.args}: ${quote(tab.args)}`);
  if (tab.stdin !== '') parts.push(`${words.input}:\n\n${fence(tab.stdin, 'text')}`);
  if (run.output !== '') {
    const shown = run.output.slice(0, OUTPUT_LIMIT_CHARACTERS);
    parts.push(`${words.output}:\n\n${fence(shown, 'text')}`);
    if (shown.length < run.output.length) parts.push(words.cut(run.output.length - shown.length));
  }
  if (run.outcome !== '') parts.push(`_${run.outcome}_`);
  return `${parts.join('\n\n')}\n`;
}

function fence(text: string, language: string): string {
  const mark = '`'.repeat(Math.max(3, longestTicks(text) + 1));
  return `${mark}${language === 'plaintext' ? 'text' : language}\n${text.replace(/\n$/, '')}\n${mark}`;
}

/** As code in a line. A blank at each end is taken off by whoever draws it, and keeps ticks of the text apart. */
function quote(text: string): string {
  const mark = '`'.repeat(longestTicks(text) + 1);
  const blank = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${mark}${blank}${text.replaceAll('\n', ' ')}${blank}${mark}`;
}

function longestTicks(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
}

function endingOf(path: string): string {
  return /\.[^./]+$/.exec(path)?.[0] ?? '';
}
