/** The commands that read their flags by Commander, and the help that lists all of them. */
import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { findNearMatches } from '../config/near-matches';
import { addConfig } from './commands/config-program';
import { addImages } from './commands/images-program';
import { JSON_FLAG, SERVER_FLAG } from './commands/shared-flags';
import { addSpecs } from './commands/specs-program';
import { misuse, USAGE_EXIT } from './complaint';
import { complain } from './terminal';

export interface ProgramOptions {
  /** How `open` starts a Runyard where none is served. */
  startDoor: (places: string[]) => Promise<number>;
}

const EXAMPLES = `
Examples:
  runyard run hello.py                  run a program
  runyard run -s ruby -e 'puts 1 + 1'   run a line of code
  runyard serve                         the playground in the browser
  runyard images build python           get a language's image from Debian
  runyard doctor                        see what works here, and what to do about the rest

\`runyard COMMAND --help\` tells more of each.
`;

const COMPLETION_HELP = `
Examples:
  source <(runyard completion bash)    in ~/.bashrc
  source <(runyard completion zsh)     in ~/.zshrc, after compinit
  runyard completion fish > ~/.config/fish/completions/runyard.fish
`;

/** What a group of commands does where none of them is named. */
const USUAL: Record<string, string> = { specs: 'list', images: 'list', config: 'show' };

/** @returns the exit code */
export async function runProgram(words: readonly string[], options: ProgramOptions): Promise<number> {
  let exitCode = 0;
  // `| head` reads no further, which is nobody's failure.
  process.stdout.on('error', () => process.exit(exitCode));
  const end = (code: number) => {
    exitCode = code;
  };
  const program = createProgram(options, end, words);
  if (words.length === 0) {
    process.stdout.write(program.helpInformation() + EXAMPLES);
    return USAGE_EXIT;
  }
  const [first, second] = words;
  if (first === 'help' && second !== undefined && !findCommand(program, [second])) {
    const [near] = findNearMatches(
      second,
      program.commands.map((command) => command.name()),
    );
    throw misuse(
      `There is no command "${second}"${near === undefined ? '.' : `; did you mean ${near}?`}`,
      '`runyard --help` lists those that there are.',
    );
  }
  try {
    await program.parseAsync(addUsual(words), { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : USAGE_EXIT;
  }
}

/** @param words as they were called, for what is said of a mistake in them */
export function createProgram(
  { startDoor }: ProgramOptions,
  end: (exitCode: number) => void,
  words: readonly string[] = [],
): Command {
  const program = new Command('runyard')
    .description('Runs code of many languages in sandboxes of this machine.')
    .version(version, '-v, --version', 'show the version')
    .helpOption('-h, --help', 'show this')
    .helpCommand('help [COMMAND]', 'show the help of a command')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: (text) => complain(describeMisuse(text, findCommand(program, words))) })
    .addHelpText('after', EXAMPLES);

  program.commandsGroup('Run programs:');
  program.command('run FILE...').description('run a program, with its output here').allowUnknownOption();
  program
    .command('serve [PLACE...]')
    .description('serve the window to browsers, and the interfaces to programs')
    .allowUnknownOption();
  program
    .command('open')
    .argument('<place...>', 'a file, folder, zip or runyard:// link')
    .description('open files, folders, zips and links in the window')
    .action(async (places: string[]) => {
      const { openPlaces } = await import('./commands/open-command');
      end(await openPlaces(places, startDoor));
    });

  program.commandsGroup('What there is:');
  addSpecs(program, end);
  addImages(program, end);
  program
    .command('doctor')
    .description('what works on this machine, and what to do about the rest')
    .addHelpText('after', '\nExits with 1 where no engine can run a program.\n')
    .option(...JSON_FLAG)
    .option(...SERVER_FLAG)
    .action(async (options) => {
      const { runDoctor } = await import('./commands/doctor-command');
      end(await runDoctor(options));
    });

  program.commandsGroup('Set up:');
  addConfig(program, end);
  program
    .command('completion')
    .argument('<shell>', 'bash, zsh or fish')
    .description('a script that completes commands, flags and languages')
    .addHelpText('after', COMPLETION_HELP)
    .action(async (shell: string) => {
      const { writeCompletion } = await import('./commands/completion-command');
      process.stdout.write(await writeCompletion(shell, program));
    });
  return program;
}

function addUsual(words: readonly string[]): string[] {
  const [group = '', next, ...rest] = words;
  const usual = Object.hasOwn(USUAL, group) ? USUAL[group] : undefined;
  const isNamed = next !== undefined && (!next.startsWith('-') || next === '-h' || next === '--help');
  if (usual === undefined || isNamed) return [...words];
  return [group, usual, ...(next === undefined ? [] : [next, ...rest])];
}

function findCommand(program: Command, [name]: readonly string[]): Command | undefined {
  return program.commands.find((command) => command.name() === name);
}

/** Commander's words begin with `error: ` and have its own full stop. */
function describeMisuse(text: string, command: Command | undefined): string {
  const said = text
    .replace(/^error: /, '')
    .trimEnd()
    .replaceAll('\n', ' ');
  const help = `\`runyard ${command ? `${command.name()} ` : ''}--help\` lists what there is.`;
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.?)]$/.test(said) ? '' : '.'}\n${help}`;
}
