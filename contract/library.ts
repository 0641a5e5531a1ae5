/** What a person keeps to begin from: templates, snippets, and what was opened lately. */
import { z } from 'zod';
import { PlainTitle, PortableTab } from './portable-tab';

export const TEMPLATES_LIMIT_COUNT = 500;
export const TEMPLATES_LIMIT_BYTES = 4 * 1024 * 1024;
export const RECENTS_LIMIT_COUNT = 20;

/** `template`: a whole tab. `snippet`: one short text that is put in at the cursor, in Monaco's snippet syntax. */
export const TemplateKind = z.enum(['template', 'snippet']);
export type TemplateKind = z.infer<typeof TemplateKind>;

export const Template = z.object({
  id: z.string().min(1).max(100),
  kind: TemplateKind,
  name: PlainTitle.pipe(z.string().min(1)),
  /** A snippet is the text of its entry. */
  tab: PortableTab,
});
export type Template = z.infer<typeof Template>;

export const RecentSource = z.enum(['file', 'folder', 'zip', 'link']);
export type RecentSource = z.infer<typeof RecentSource>;

export const RecentItem = z.object({
  id: z.string(),
  source: RecentSource,
  name: z.string(),
  /** Where it is on this machine; null where only a copy is known. */
  place: z.string().nullable(),
  /** Milliseconds since 1970. */
  at: z.number(),
});
export type RecentItem = z.infer<typeof RecentItem>;

/** What the window has opened by itself; a copy of it is kept. */
export const RecentCopy = z.object({ source: RecentSource, name: PlainTitle, tab: PortableTab });
export type RecentCopy = z.infer<typeof RecentCopy>;
