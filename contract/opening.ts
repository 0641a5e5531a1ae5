/** What the window shall open: it came from the command line, another program, or the list of recent files. Never run. */
import { z } from 'zod';
import { PortableTab, TabFiles } from './portable-tab';

/** Why a part of what was opened is not there. */
export const LeftOut = z.object({ path: z.string(), reason: z.enum(['notText', 'badName']) });
export type LeftOut = z.infer<typeof LeftOut>;

/** Why nothing could be opened. */
export const OpeningProblem = z.enum(['absent', 'unreadable', 'empty', 'notText', 'tooLarge', 'tooMany', 'broken']);
export type OpeningProblem = z.infer<typeof OpeningProblem>;

export const Opening = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('files'), name: z.string(), files: TabFiles, leftOut: z.array(LeftOut) }),
  /** As it was kept; `link`: it came by one. */
  z.object({ kind: z.literal('tab'), tab: PortableTab, origin: z.literal('link').optional() }),
  /** Unread: the window says what is wrong with it. */
  z.object({ kind: z.literal('link'), link: z.string().max(64 * 1024) }),
  z.object({ kind: z.literal('refused'), name: z.string(), problem: OpeningProblem }),
]);
export type Opening = z.infer<typeof Opening>;
