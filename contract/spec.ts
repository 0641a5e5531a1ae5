/** What a language is: one YAML file in `specs/` each. */
import { z } from 'zod';
import { refusePath } from './file-path';
import { Limits, SourceFile } from './run';

/**
 * An argument vector, or a string for the sandbox's POSIX shell.
 * In a vector `{entry}` stands for the entry file's path and an element `{args}` for all of the person's arguments;
 * in a shell string they are `"$ENTRY"` and `"$@"`.
 */
export const Command = z.union([z.array(z.string()).min(1), z.string().min(1)], {
  error:
    'must be a list of words such as [python3, "{entry}", "{args}"], with quotes where there are braces, or a line for the shell',
});
export type Command = z.infer<typeof Command>;

/** How the same toolchain is made from Debian packages, where no container registry is reached. */
export const DebianRecipe = z.strictObject({
  packages: z.array(z.string().regex(/^[a-z0-9][a-z0-9.+-]+$/, 'no name of a Debian package')),
  /**
   * How the language's programs find the name `localhost`. `library`: all of them ask the C library, which the image
   * teaches it; a container with no network then starts in half the time. `hosts`: some read `/etc/hosts` themselves.
   */
  localhost: z.enum(['hosts', 'library']).default('hosts'),
  /** Shell lines run once in the image after the packages are there. */
  setup: z.array(z.string()).default([]),
  /** Commands where they differ from the official image's. */
  compile: Command.optional(),
  run: Command.optional(),
});
export type DebianRecipe = z.infer<typeof DebianRecipe>;

const filePath = z.string().refine((path) => refusePath(path) === null, {
  error: ({ input }) => refusePath(String(input)) ?? undefined,
});

/** A program that shows the language, with what it prints: also the spec's own test. */
export const SpecExample = z.strictObject({
  id: z.string(),
  title: z.string(),
  files: z.array(SourceFile.extend({ path: filePath })).min(1),
  args: z.array(z.string()).default([]),
  stdin: z.string().default(''),
  expect: z
    .strictObject({
      /** All of stdout, to the letter. */
      stdout: z.string().optional(),
      /** A regular expression that stderr must match. */
      stderr: z.string().optional(),
      /** Exit code; `nonzero` where it is the runtime's choice. */
      exitCode: z.union([z.number().int(), z.literal('nonzero')]).default(0),
      /** The first problem that the matchers read out of its output. */
      problem: z.strictObject({ file: z.string(), line: z.number().int(), message: z.string() }).optional(),
      /** The phase that fails, for an example of a compile error. */
      failsIn: z.literal('compile').optional(),
    })
    .prefault({}),
});
export type SpecExample = z.infer<typeof SpecExample>;

/** How to read places out of compiler and runtime errors: a regular expression with the named groups that it has. */
export const ProblemMatcher = z.strictObject({
  /** Groups: `file`, `line` (needed), `column`, `severity`, `message`. Applied to each line. */
  pattern: z.string(),
  severity: z.enum(['error', 'warning', 'info']).default('error'),
  /**
   * Where the message stands on a line of its own, which a pattern with the group `message` finds. `before`: the place
   * is the first after it; `after`: the last before it.
   */
  message: z.strictObject({ pattern: z.string(), where: z.enum(['before', 'after']) }).optional(),
});
export type ProblemMatcher = z.infer<typeof ProblemMatcher>;

/** How code without boilerplate is made a program. */
export const InlineForm = z.strictObject({
  /** Lines that a match touches go to `{imports}`, the rest to `{code}`; `^` and `$` are those of lines. */
  importPattern: z.string().optional(),
  /**
   * Each hole on a line of its own; what indents `{code}` indents every line of it. `{name}` is the entry's name
   * without its ending.
   */
  template: z.string(),
  /** Imports that are added where the code matches and the person's own imports do not have them. */
  knownImports: z.array(z.strictObject({ pattern: z.string(), line: z.string() })).default([]),
  /** Hello, world without the boilerplate: what an unchanged first example becomes. */
  example: z.string().optional(),
});
export type InlineForm = z.infer<typeof InlineForm>;

export const PrettierParser = z.enum([
  'babel',
  'typescript',
  'json',
  'css',
  'scss',
  'less',
  'html',
  'markdown',
  'yaml',
]);
export type PrettierParser = z.infer<typeof PrettierParser>;

/**
 * What formats a file of the language: Prettier, in the window, or a command, in the language's sandbox, which reads
 * the text from stdin and prints it formatted.
 */
export const Formatter = z.union(
  [z.object({ tool: z.literal('prettier'), parser: PrettierParser }).strict(), z.object({ command: Command }).strict()],
  { error: 'must be {tool: prettier, parser: …} or {command: …}' },
);
export type Formatter = z.infer<typeof Formatter>;

const environmentName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'no name for an environment variable');
/** `registry:5000/name:tag@digest`, of which only the name is needed. */
const imageReference = z
  .string()
  .regex(
    /^[\w.-]+(:\d+)?(\/[\w.-]+)*(:[\w.-]{1,128})?(@\w+:[0-9a-f]+)?$/,
    'no name of an image, such as python:3.13-slim',
  );
/** Is part of a file's name. */
const runtimeId = z.string().regex(/^[a-z0-9][a-z0-9_-]*$/, 'lower-case letters, digits and _ - only');
const specId = z.string().regex(/^[a-z0-9][a-z0-9_.+#-]*$/, 'lower-case letters, digits and _ . + # - only');

export const Spec = z
  .object({
    id: specId,
    title: z.string().min(1),
    aliases: z.array(z.string().min(1)).default([]),
    /** Monaco's language id. */
    editor: z.string().default('plaintext'),
    /** Name of the entry file. */
    file: filePath,
    /** The official image, tag pinned; absent where there is none. */
    image: imageReference.optional(),
    /** What a pull downloads, compressed, in bytes: approximate. */
    imageDownloadBytes: z.number().int().optional(),
    compile: Command.optional(),
    run: Command,
    env: z.record(environmentName, z.string()).default({}),
    limits: Limits.partial().strict().default({}),
    debian: DebianRecipe.optional(),
    /** Id of the embedded engine's runtime for the language; absent where there is none. */
    embedded: runtimeId.optional(),
    diagnostics: z.array(ProblemMatcher).default([]),
    /**
     * How its compiler or runtime says that a package is not there: regular expressions with a group `name`, applied to
     * each line of a phase that failed. Files of the person's own, such as `./greeter.js`, are no packages.
     */
    missingPackage: z.array(z.string()).default([]),
    inline: InlineForm.optional(),
    format: Formatter.optional(),
    examples: z.array(SpecExample).default([]),
  })
  .strict()
  .refine((spec) => spec.image !== undefined || spec.debian !== undefined || spec.embedded !== undefined, {
    message: 'needs an image, a debian recipe, or an embedded runtime',
    path: ['image'],
  });
export type Spec = z.infer<typeof Spec>;

/** A spec file, or one entry of it, that could not be used. */
export const SpecProblem = z.object({
  file: z.string(),
  line: z.number().int().nullable(),
  entry: z.string().nullable(),
  message: z.string(),
});
export type SpecProblem = z.infer<typeof SpecProblem>;

export const SpecList = z.object({ specs: z.array(Spec), problems: z.array(SpecProblem) });
export type SpecList = z.infer<typeof SpecList>;
