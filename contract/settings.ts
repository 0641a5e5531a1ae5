/**
 * What a person may set, with its defaults and bounds: the settings form, `settings.json` and its schema all follow it.
 * A description is what an editor of the file shows.
 */
import { z } from 'zod';

export const ThemeChoice = z.enum(['system', 'dark', 'light', 'contrast']);
export type ThemeChoice = z.infer<typeof ThemeChoice>;

export const WordsLanguage = z.enum(['en', 'de']);
export type WordsLanguage = z.infer<typeof WordsLanguage>;

export const EditorSettings = z.object({
  fontFamily: z
    .string()
    .max(200)
    .default('')
    .describe('A font of your own, tried before the bundled one. Empty: the bundled one.'),
  fontSize: z.number().int().min(8).max(40).default(13).describe('Size of the text in editor and output, in pixels.'),
  ligatures: z.boolean().default(false).describe('Draw signs such as => as one, where the font can.'),
  tabSize: z.number().int().min(1).max(16).default(4).describe('Columns of a tab and of one step of indentation.'),
  indentWith: z.enum(['spaces', 'tabs']).default('spaces').describe('What the Tab key inserts.'),
  wordWrap: z.boolean().default(false).describe('Long lines go on below instead of off to the side.'),
  keys: z.enum(['standard', 'vim']).default('standard').describe('How the keyboard edits text.'),
  formatOnSave: z.boolean().default(false).describe('Format the text when it is saved with the Save command.'),
});

export const RunSettings = z.object({
  typingDelayMs: z
    .number()
    .int()
    .min(100)
    .max(10_000)
    .default(700)
    .describe('Milliseconds from the last key to the run of a tab that runs while it is typed in.'),
});

/** How the address of a Docker daemon begins. */
export const DOCKER_ADDRESS = /^(unix|npipe|tcp|https?|ssh|context):\/\/\S+$/;

export const DockerSettings = z.object({
  host: z
    .string()
    .max(200)
    .regex(new RegExp(`${DOCKER_ADDRESS.source}|^$`))
    .default('')
    .describe(
      'Where the Docker daemon is, such as tcp://box:2376, ssh://me@box or context://school. Empty: it is found. What the configuration says goes before it.',
    ),
  runtime: z
    .string()
    .max(100)
    .regex(/^[\w.-]*$/)
    .default('')
    .describe("The daemon's runtime for sandboxes, such as runsc. Empty: its default."),
});
export type DockerSettings = z.infer<typeof DockerSettings>;

export const Settings = z.object({
  theme: ThemeChoice.default('system').describe('Colours of the window. system: as the system says.'),
  language: z
    .union([WordsLanguage, z.literal('system')])
    .default('system')
    .describe('Language of the window. system: as the system says, where there are words for it.'),
  editor: EditorSettings.default(EditorSettings.parse({})).describe('How text is shown and edited.'),
  run: RunSettings.default(RunSettings.parse({})).describe('How programs are run.'),
  docker: DockerSettings.default(DockerSettings.parse({})).describe('Which Docker runs programs.'),
  keys: z
    .record(z.string(), z.array(z.string()))
    .default({})
    .describe(
      'Keys by the id of their command, in place of its own, such as ["Mod+R"]. An empty list takes them away.',
    ),
});
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = Settings.parse({});
