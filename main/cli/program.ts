/** The commands that read their flags by Commander, and the help that lists all of them. */
import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { USAGE_EXIT } from './complaint';
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

/** @returns the exit code */
export async function runProgram(words: readonly string[], options: ProgramOptions): Promise<number> {
  let exitCode = 0;
  const program = createProgram(options, (code) => {
    exitCode = code;
  });
  if (words.length === 0) {
    process.stdout.write(program.helpInformation() + EXAMPLES);
    return USAGE_EXIT;
  }
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : USAGE_EXIT;
  }
}

export function createProgram({ startDoor }: ProgramOptions, end: (exitCode: number) => void): Command {
  const program = new Command('runyard')
    .description('Runs code of many languages in sandboxes of this machine.')
    .version(version, '-v, --version', 'show the version')
    .helpOption('-h, --help', 'show this')
    .helpCommand('help [COMMAND]', 'show the help of a command')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: (text) => complain(describeMisuse(text)) })
    .addHelpText('after', EXAMPLES);
  const json = ['--json', 'print JSON'] as const;

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
  const specs = program.command('specs').description('the languages: list, show one, check a file of your own');
  specs.exitOverride();
  specs
    .command('list')
    .description('the languages that there are')
    .option(...json)
    .action(async (options) => {
      const { listSpecs } = await import('./commands/specs-command');
      end(await listSpecs(options));
    });
  specs
    .command('show')
    .argument('<language>', 'an id or an alias')
    .description('all that is known of a language')
    .option(...json)
    .action(async (name: string, options) => {
      const { showSpec } = await import('./commands/specs-command');
      end(await showSpec(name, options));
    });
  specs
    .command('check')
    .argument('<file...>', 'a file, a folder or an address; also one of ranna')
    .description('what is wrong with a spec file, by line')
    .action(async (named: string[]) => {
      const { checkSpecFiles } = await import('./commands/specs-command');
      end(await checkSpecFiles(named));
    });
  addImages(program, end);
  program
    .command('doctor')
    .description('what works on this machine, and what to do about the rest')
    .option(...json)
    .action(async (options) => {
      const { runDoctor } = await import('./commands/doctor-command');
      end(await runDoctor(options));
    });

  program.commandsGroup('Set up:');
  const config = program.command('config').description('every setting, its value, and where that came from');
  config.exitOverride();
  config
    .command('show', { isDefault: true })
    .description('every value with its source')
    .option(...json)
    .option('--changed', 'only what is no default')
    .option('--config <FILE>', 'as if this file were used')
    .action(async (options) => {
      const { showConfig } = await import('./commands/config-command');
      end(showConfig(options));
    });
  config
    .command('schema')
    .description('the JSON Schema of the file, for editors')
    .action(async () => {
      const { showConfigSchema } = await import('./commands/config-command');
      end(showConfigSchema());
    });
  program
    .command('completion')
    .argument('<shell>', 'bash, zsh or fish')
    .description('a script that completes commands, flags and languages')
    .action(async (shell: string) => {
      const { writeCompletion } = await import('./commands/completion-command');
      process.stdout.write(await writeCompletion(shell, program));
    });
  return program;
}

function addImages(program: Command, end: (exitCode: number) => void): void {
  const images = program.command('images').description("the languages' images in Docker: list, get, remove, disk use");
  images.exitOverride();
  const json = ['--json', 'print JSON'] as const;
  images
    .command('list')
    .description('which languages have an image, and how the others get one')
    .option(...json)
    .action(async (options) => {
      const { listImages } = await import('./commands/images-command');
      end(await listImages(options));
    });
  const actions = [
    ['pull', 'the official image from its registry'],
    ['build', 'the same toolchain from Debian packages; what is there stays as it is'],
    ['remove', 'the image that a run would use'],
  ] as const;
  for (const [action, description] of actions) {
    images
      .command(action)
      .argument('[language...]')
      .option('--all', 'of every language')
      .description(description)
      .action(async (names: string[], options) => {
        const { changeImages } = await import('./commands/images-command');
        end(await changeImages(action, names, options));
      });
  }
  images
    .command('du')
    .description('what they take on disk')
    .option(...json)
    .action(async (options) => {
      const { showDiskUse } = await import('./commands/images-command');
      end(await showDiskUse(options));
    });
}

/** Commander's words begin with `error: ` and have its own full stop. */
function describeMisuse(text: string): string {
  const said = text
    .replace(/^error: /, '')
    .trimEnd()
    .replaceAll('\n', ' ');
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.?)]$/.test(said) ? '' : '.'}\n\`runyard --help\` lists what there is.`;
}
