/** Texts in Monaco's snippet syntax: `$1` and `${2:name}` are places to fill in. Pure. */
import type { Template } from '../../../contract';

/** What stands for itself wherever it is put in. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

export function readSnippet({ tab }: Template): string {
  return tab.files.find(({ path }) => path === tab.entry)?.content ?? '';
}
