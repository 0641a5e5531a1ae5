#!/usr/bin/env node
/** The `runyard` command. `run` loads nothing but itself, for it is to be as quick as an interpreter. */
import { describeFailure } from './complaint';
import { runCommand } from './run/run-command';
import { complain } from './terminal';

async function main([command, ...rest]: string[]): Promise<number> {
  if (command === 'run') return runCommand(rest);
  if (command === 'serve') return (await import('./commands/serve-command')).runServe(rest);
  if (command === 'help' && (rest[0] === 'run' || rest[0] === 'serve')) return main([rest[0], '--help']);
  const { runProgram } = await import('./program');
  const words = command === undefined ? [] : [command, ...rest];
  return runProgram(words, {
    startDoor: async (places) => (await import('./commands/serve-command')).runServe(places),
  });
}

let exitCode: number;
try {
  exitCode = await main(process.argv.slice(2));
} catch (error) {
  const failure = describeFailure(error);
  complain(failure.text);
  exitCode = failure.exitCode;
}
await new Promise((resolve) => process.stdout.write('', resolve));
// What waits for input still holds the process.
process.exit(exitCode);
