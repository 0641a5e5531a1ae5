/** The session as the first Runyard kept it, with the text inside: read once more, to bring it over. */
import { z } from 'zod';
import { ProviderChoice, SourceFile } from './run';

export const LegacyTab = z.object({
  id: z.string(),
  title: z.string(),
  specId: z.string(),
  files: z.array(SourceFile).min(1),
  /** The arguments as the person typed them, split by the window before a run. */
  args: z.string().default(''),
  /** The engine of this tab; absent: that of all tabs. */
  provider: ProviderChoice.optional(),
});
export type LegacyTab = z.infer<typeof LegacyTab>;

export const LegacySession = z.object({
  version: z.literal(1),
  tabs: z.array(LegacyTab),
  activeTabId: z.string().nullable(),
  /** The engine of all tabs that have none of their own; absent: as the config says. */
  provider: ProviderChoice.optional(),
  theme: z.enum(['system', 'dark', 'light']).default('system'),
  /** Where the output pane stands. */
  layout: z.enum(['beside', 'below']).default('beside'),
  /** The editor's share of the split, in percent. */
  editorShare: z.number().min(5).max(95).optional(),
  /** Whether long lines of output go on below or off to the side. */
  outputWrap: z.enum(['wrap', 'scroll']).optional(),
});
export type LegacySession = z.infer<typeof LegacySession>;
