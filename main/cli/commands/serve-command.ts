/** `runyard serve`: the window for browsers, and the interfaces for programs. */
import { listConfigFlags } from '../../config/config-flags';
import { serve } from '../../server/serve-command';
import { choosePalette } from '../terminal';
import { writeTable } from './table';

export async function runServe(args: string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(writeServeHelp());
    return 0;
  }
  await serve(args);
  return 0;
}

function writeServeHelp(): string {
  const { bold } = choosePalette(process.stdout, process.env);
  const columns = process.stdout.columns;
  const options = { columns, indent: '  ' };
  const flags = listConfigFlags();
  const rows = (groups: readonly string[]) =>
    flags
      .filter(({ group }) => groups.includes(group))
      .map(({ name, placeholder, description, usual }) => [
        `--${name} ${placeholder}`,
        `${description}${usual === '' ? '' : ` Usually ${usual}.`}`,
      ]);
  return [
    `${bold('usage:')} runyard serve [FLAGS] [FILE|FOLDER|ZIP|LINK...]`,
    '',
    'Serves the window to browsers, /api and /v1 (as ranna has it) to programs, until Ctrl+C.',
    'Without flags it is for this machine alone and opens the browser. For others: --host 0.0.0.0, with a token in',
    'RUNYARD_TOKEN. All flags can stand in a file and in the environment too: see `runyard config`.',
    '',
    bold('examples'),
    writeTable(
      [
        ['runyard serve', 'the playground in the browser'],
        ['runyard serve --no-open --port 8080', 'for programs of this machine'],
        ['RUNYARD_TOKEN=... runyard serve --host 0.0.0.0', 'for a class'],
      ],
      options,
    ),
    bold('flags'),
    writeTable(
      [['--no-open', 'Open no browser.'], ['--config FILE', 'Read this file of settings.'], ...rows(['server'])],
      options,
    ),
    bold('flags of the engine'),
    writeTable(rows(['engine']), options),
    bold('what a run gets, and what it may ask for at most'),
    writeTable(rows(['limits', 'maxLimits']), options),
  ].join('\n');
}
