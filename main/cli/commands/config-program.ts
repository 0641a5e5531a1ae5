/** What `runyard config` takes. */
import type { Command } from 'commander';
import { JSON_FLAG } from './shared-flags';

const EXAMPLES = `
Examples:
  runyard config                       every setting, its value, and where that came from
  runyard config --changed             those that somebody has set
  runyard config schema > runyard.schema.json

A setting comes from a flag of \`runyard serve\`, else from the environment, else from a file, else from its default.
The file is named by --config or RUNYARD_CONFIG; it is YAML or JSON.
`;

export function addConfig(program: Command, end: (exitCode: number) => void): void {
  const config = program
    .command('config')
    .description('every setting, its value, and where that came from')
    .addHelpText('after', EXAMPLES);
  config
    .command('show')
    .description('every value with its source')
    .option(...JSON_FLAG)
    .option('--changed', 'only what is no default')
    .option('--config <FILE>', 'as if this file were used')
    .action(async (options) => {
      const { showConfig } = await import('./config-command');
      end(showConfig(options));
    });
  config
    .command('schema')
    .description('the JSON Schema of the file, for editors')
    .action(async () => {
      const { showConfigSchema } = await import('./config-command');
      end(showConfigSchema());
    });
}
