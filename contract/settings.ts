/** What a person may set, with its defaults and bounds: the settings form, `settings.json` and its schema all follow it. */
import { z } from 'zod';

export const ThemeChoice = z.enum(['system', 'dark', 'light', 'contrast']);
export type ThemeChoice = z.infer<typeof ThemeChoice>;

export const WordsLanguage = z.enum(['en', 'de']);
export type WordsLanguage = z.infer<typeof WordsLanguage>;

export const EditorSettings = z.object({
  /** A font of the person's own before the bundled one; empty: the bundled one. */
  fontFamily: z.string().max(200).default(''),
  /** Pixels. */
  fontSize: z.number().int().min(8).max(40).default(14),
  ligatures: z.boolean().default(false),
  tabSize: z.number().int().min(1).max(16).default(4),
  indentWith: z.enum(['spaces', 'tabs']).default('spaces'),
  wordWrap: z.boolean().default(false),
  keys: z.enum(['standard', 'vim']).default('standard'),
  formatOnSave: z.boolean().default(false),
});

export const RunSettings = z.object({
  /** From the last key to the run of a tab that runs while it is typed in. Milliseconds. */
  typingDelayMs: z.number().int().min(100).max(10_000).default(700),
});

export const Settings = z.object({
  theme: ThemeChoice.default('system'),
  /** The language of the window; `system`: as the system says, where there are words for it. */
  language: z.union([WordsLanguage, z.literal('system')]).default('system'),
  editor: EditorSettings.default(EditorSettings.parse({})),
  run: RunSettings.default(RunSettings.parse({})),
  /** Keys by the id of their command, in place of its own; an empty list takes them away. */
  keys: z.record(z.string(), z.array(z.string())).default({}),
});
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = Settings.parse({});
