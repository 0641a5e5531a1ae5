/** `runyard config`: every value with where it came from, and the schema of its file. */
import { describeConfigSchema } from '../../config/config-schema';
import { describeConfig } from '../../config/describe-config';
import { loadConfig } from '../../config/load-config';
import { choosePalette } from '../terminal';
import { writeTable } from './table';

export function showConfig(options: { json?: boolean; config?: string; changed?: boolean }): number {
  const loaded = loadConfig({ environment: process.env, file: options.config });
  const values = describeConfig(loaded).filter(({ source }) => !options.changed || source.kind !== 'default');
  if (options.json) {
    const shown = values.map(({ key, value, sourceName, environmentName, flag, description }) => ({
      key,
      value,
      source: sourceName,
      environmentName,
      flag,
      description,
    }));
    process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    return 0;
  }
  const { dim } = choosePalette(process.stdout, process.env);
  const rows = values.map(({ key, value, sourceName }) => [key, value === '' ? '-' : value, sourceName]);
  process.stdout.write(writeTable([['KEY', 'VALUE', 'FROM'], ...rows], { columns: process.stdout.columns }));
  for (const note of loaded.notes) process.stderr.write(`${dim(note)}\n`);
  return 0;
}

export function showConfigSchema(): number {
  process.stdout.write(`${JSON.stringify(describeConfigSchema(), null, 2)}\n`);
  return 0;
}
