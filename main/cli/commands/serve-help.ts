/** `runyard serve --help`. */
import { listServeFlags, type ServeFlag, writeServeFlag } from '../../server/serve-flags';
import type { Palette } from '../terminal';
import { writeTable } from './table';

const EXAMPLES = [
  ['runyard serve', 'the playground in the browser'],
  ['runyard serve --no-open --port 8080', 'for programs of this machine'],
  ['RUNYARD_TOKEN=... runyard serve --host 0.0.0.0', 'for a class'],
];

/** Where each group of flags stands. */
const SECTIONS: Record<ServeFlag['group'], string> = {
  own: 'flags',
  server: 'flags',
  engine: 'flags of the engine',
  limits: 'what a run gets, and what it may ask for at most',
  maxLimits: 'what a run gets, and what it may ask for at most',
};

/** @param columns of the terminal, where it is one */
export function writeServeHelp({ bold }: Palette, columns?: number): string {
  const options = { columns, indent: '  ' };
  const flags = listServeFlags();
  const sections = [...new Set(Object.values(SECTIONS))].map((title) => {
    const rows = flags.filter(({ group }) => SECTIONS[group] === title).map(describeFlag);
    return [bold(title), writeTable(title === SECTIONS.own ? [...rows, ['--help', 'Show this.']] : rows, options)];
  });
  return [
    `${bold('usage:')} runyard serve [FLAGS] [FILE|FOLDER|ZIP|LINK...]`,
    '',
    'Serves the window to browsers, /api and /v1 (as ranna has it) to programs, until Ctrl+C.',
    'Without flags it is for this machine alone and opens the browser. For others: --host 0.0.0.0, with a token in',
    'RUNYARD_TOKEN. All flags can stand in a file and in the environment too: see `runyard config`.',
    '',
    bold('examples'),
    writeTable(EXAMPLES, options),
    ...sections.flat(),
  ].join('\n');
}

function describeFlag(flag: ServeFlag): string[] {
  return [writeServeFlag(flag), `${flag.description}${flag.usual === '' ? '' : ` Usually ${flag.usual}.`}`];
}
