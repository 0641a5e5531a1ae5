/** A tab without its place in a window: what a link, a template or a recent file carries. Anyone may have written it. */
import { z } from 'zod';
import { FILES_LIMIT_COUNT, findFileAndFolder, refusePath } from './file-path';
import { SourceFile } from './run';
import { INPUT_LIMIT } from './tab-inputs';
import { TITLE_LIMIT } from './workspace';

const ARGS_LIMIT_CHARACTERS = 10_000;

/** Control characters, and those that turn the direction of what stands beside them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A title that says what it shows. */
export const PlainTitle = z.string().overwrite((title) => title.replace(UNSEEN, ' ').trim().slice(0, TITLE_LIMIT));

/** Files that may be a tab. */
export const TabFiles = z
  .array(SourceFile)
  .min(1)
  .max(FILES_LIMIT_COUNT)
  .superRefine((all, context) => {
    const refuse = (message: string): void => context.addIssue({ code: 'custom', message });
    for (const { path } of all) {
      const reason = refusePath(path);
      if (reason !== null) refuse(`A file's name ${reason}.`);
    }
    // File systems may not tell the cases apart.
    if (new Set(all.map(({ path }) => path.toLowerCase())).size < all.length) refuse('Two files have the same name.');
    if (findFileAndFolder(all.map(({ path }) => path))) refuse('A file is a folder too.');
  });

export const PortableTab = z
  .object({
    /** A spec's id or one of its aliases. */
    spec: z.string().min(1).max(100),
    title: PlainTitle,
    files: TabFiles,
    /** The file that a run starts. */
    entry: z.string(),
    /** As a person types them. */
    args: z.string().max(ARGS_LIMIT_CHARACTERS).default(''),
    /** Code that a run puts the language's boilerplate around; absent: a whole program. */
    form: z.literal('snippet').optional(),
    /** What the program shall be given to read. */
    stdin: z.string().max(INPUT_LIMIT).default(''),
  })
  .refine((tab) => tab.files.some(({ path }) => path === tab.entry), {
    message: 'The file to start is not there.',
    path: ['entry'],
  });
export type PortableTab = z.infer<typeof PortableTab>;
