/** From a spec's commands to what a sandbox starts. */
import type { Command, ImageSource, Spec } from '../../contract';

export interface SpecCommands {
  /** Absent for a language that runs its source directly. */
  compile?: Command;
  run: Command;
}

/**
 * The spec's commands for one of its images, which may differ. A Debian recipe that states its own run command without a compile
 * command has no compile phase: there the two belong together.
 */
export function resolveCommands(spec: Spec, source: ImageSource): SpecCommands {
  const debian = source === 'debian' ? spec.debian : undefined;
  const compile = debian?.compile ?? (debian?.run === undefined ? spec.compile : undefined);
  const run = debian?.run ?? spec.run;
  return compile === undefined ? { run } : { compile, run };
}

/** Either to be executed as it is, or text for `sh` with `ENTRY` and `"$@"` set. */
export type ExpandedCommand = { argv: string[] } | { shell: string };

/**
 * Fills `{entry}` and `{args}` of an argument vector; what is filled in is never expanded again.
 * An entry file whose name looks like an option is given as `./name`.
 */
export function expandCommand(command: Command, given: { entry: string; args: string[] }): ExpandedCommand {
  if (typeof command === 'string') return { shell: command };
  const entry = safeEntry(given.entry);
  const argv = command.flatMap((element) =>
    element === '{args}' ? given.args : [element.split('{entry}').join(entry)],
  );
  return { argv };
}

/** The entry as it may stand on a command line. */
export function safeEntry(entry: string): string {
  return entry.startsWith('-') ? `./${entry}` : entry;
}
