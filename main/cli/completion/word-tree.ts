/** What may stand where on the command line, taken from what reads it, for the shells' completion. */
import type { Command } from 'commander';
import { listServeFlags, type ServeFlag } from '../../server/serve-flags';
import { type Flag, RUN_FLAGS } from '../run/run-flags';

/** `none`: a value that only the person knows. */
export type Offer = 'languages' | 'files' | 'none' | readonly string[];

export interface WordFlag {
  /** Without the dashes. */
  name: string;
  short: string | null;
  help: string;
  /** Null for a switch. */
  value: Offer | null;
}

export interface WordCommand {
  name: string;
  help: string;
  flags: readonly WordFlag[];
  /** What stands after it, other than flags and commands. */
  words: Offer;
  commands: readonly WordCommand[];
}

/** By the names that the program gives to what it takes. */
const OFFERS: Record<string, Offer> = {
  language: 'languages',
  file: 'files',
  place: 'files',
  FILE: 'files',
  shell: ['bash', 'zsh', 'fish'],
};
const ENGINES = ['auto', 'docker', 'embedded'] as const;
const HELP: WordFlag = { name: 'help', short: 'h', help: 'show the help', value: null };

export function listWords(program: Command): readonly WordCommand[] {
  const commands = program.commands.map(readCommand);
  return [
    ...commands,
    {
      name: 'help',
      help: 'show the help of a command',
      flags: [],
      words: commands.map(({ name }) => name),
      commands: [],
    },
  ];
}

function readCommand(command: Command): WordCommand {
  const [argument] = command.registeredArguments;
  const [usual] = command.commands;
  return {
    name: command.name(),
    help: command.description(),
    // Of a group, those of what it does where no command is named.
    flags: listFlags(usual ?? command),
    words: OFFERS[argument?.name() ?? ''] ?? 'none',
    commands: command.commands.map(readCommand),
  };
}

/** `run` and `serve` read their own. */
function listFlags(command: Command): WordFlag[] {
  if (command.name() === 'run') return (RUN_FLAGS as readonly Flag[]).map(readRunFlag);
  if (command.name() === 'serve') return [...listServeFlags().map(readServeFlag), HELP];
  const own = command.options.map(({ long, short, flags, description, required }) => {
    const [, taken = ''] = /<(\w+)>/.exec(flags) ?? [];
    return {
      name: (long ?? '').replace(/^--/, ''),
      short: short?.replace(/^-/, '') ?? null,
      help: description,
      value: required ? (OFFERS[taken] ?? ('none' as const)) : null,
    };
  });
  return [...own, HELP];
}

function readRunFlag({ name, short, value, help, completes }: Flag): WordFlag {
  const offered: Offer = completes === 'engines' ? ENGINES : (completes ?? 'none');
  return { name, short: short ?? null, help, value: value === undefined ? null : offered };
}

function readServeFlag({ name, description, placeholder, choices, completes }: ServeFlag): WordFlag {
  const offered: Offer = choices.length > 0 ? choices : completes;
  return { name, short: null, help: description, value: placeholder === null ? null : offered };
}
