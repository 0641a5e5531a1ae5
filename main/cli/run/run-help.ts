/** `runyard run --help`. */
import { choosePalette } from '../terminal';
import { type Flag, RUN_FLAGS } from './run-flags';

const EXAMPLES = [
  ['runyard run hello.py', 'run a file, the language by its name'],
  ['cat data.csv | runyard run sum.py', 'its input comes through the pipe'],
  ['runyard run server.js -- --port 80', 'what follows -- are its arguments'],
  ["runyard run -s ruby -e 'puts 1 + 1'", 'a line of code'],
  ['runyard run main.c lib.c lib.h', 'one program of several files'],
  ['runyard run --time 5s --memory 64M loop.lua', 'within other limits'],
] as const;

const EXITS = [
  ['its own', 'the program ended by itself; 128 and more: by a signal'],
  ['124', 'it took too long'],
  ['137', 'it wanted more memory than it may have'],
  ['125', 'it could not be run: no engine, no image, a limit of Runyard'],
  ['130, 143', 'stopped by Ctrl+C, by SIGTERM'],
  ['2', 'the command was called wrongly'],
] as const;

export function writeRunHelp(): string {
  const { bold, dim } = choosePalette(process.stdout, process.env);
  const flags = (RUN_FLAGS as readonly Flag[]).map(
    ({ name, short, value, help }) =>
      [`${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`, help] as const,
  );
  return [
    `${bold('usage:')} runyard run [FLAGS] FILE... [-- ARGUMENTS]`,
    '',
    'Runs a program in a sandbox of its own: its output here, this input to it, its exit code as that of the command.',
    'Uses the Runyard that is served on this machine, or else an engine of its own.',
    '',
    bold('examples'),
    ...table(EXAMPLES, dim),
    '',
    bold('flags'),
    ...table(flags, (text) => text),
    '',
    bold('exit codes'),
    ...table(EXITS, (text) => text),
    '',
  ].join('\n');
}

function table(rows: readonly (readonly [string, string])[], paint: (text: string) => string): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${paint(right)}`);
}
