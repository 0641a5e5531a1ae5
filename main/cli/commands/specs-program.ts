/** What `runyard specs` takes. */
import type { Command } from 'commander';
import { JSON_FLAG, SERVER_FLAG } from './shared-flags';

const EXAMPLES = `
Examples:
  runyard specs                        the languages that there are
  runyard specs show py                all that is known of Python
  runyard specs check my/zig.yaml      what is wrong with a file of your own
`;

export function addSpecs(program: Command, end: (exitCode: number) => void): void {
  const specs = program
    .command('specs')
    .description('the languages: list, show one, check a file of your own')
    .addHelpText('after', EXAMPLES);
  specs
    .command('list')
    .description('the languages that there are')
    .option(...JSON_FLAG)
    .option(...SERVER_FLAG)
    .action(async (options) => {
      const { listSpecs } = await import('./specs-command');
      end(await listSpecs(options));
    });
  specs
    .command('show')
    .argument('<language>', 'an id or an alias')
    .description('all that is known of a language')
    .option(...JSON_FLAG)
    .option(...SERVER_FLAG)
    .action(async (name: string, options) => {
      const { showSpec } = await import('./specs-command');
      end(await showSpec(name, options));
    });
  specs
    .command('check')
    .argument('<file...>', "a file, a folder or an address; also one of ranna's")
    .description('what is wrong with a spec file, by line')
    .option(...JSON_FLAG)
    .action(async (named: string[], options) => {
      const { checkSpecFiles } = await import('./specs-command');
      end(await checkSpecFiles(named, options));
    });
}
