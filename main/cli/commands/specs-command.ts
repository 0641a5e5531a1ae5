/** `runyard specs`: the languages that there are, one of them, and whether a spec file is right. */
import { stringify } from 'yaml';
import type { SpecProblem } from '../../../contract';
import { loadConfig } from '../../config/load-config';
import { checkSpecs } from '../../specs/check-specs';
import { choosePalette } from '../terminal';
import { askEngine, type EngineChoice, findSpec } from './asked-engine';
import { writeTable } from './table';

interface ListOptions extends EngineChoice {
  json?: boolean;
}

export async function listSpecs(options: ListOptions): Promise<number> {
  await using asked = await askEngine(options);
  const { specs, problems } = await asked.client.specs.list();
  if (options.json) process.stdout.write(`${JSON.stringify(specs, null, 2)}\n`);
  else {
    const rows = specs.map(({ id, title, aliases, file }) => [id, title, file, aliases.join(' ')]);
    process.stdout.write(
      writeTable([['LANGUAGE', 'TITLE', 'FILE', 'ALSO'], ...rows], { columns: process.stdout.columns }),
    );
  }
  for (const problem of problems) process.stderr.write(`${writeProblem(problem)}\n`);
  return 0;
}

export async function showSpec(name: string, options: ListOptions): Promise<number> {
  await using asked = await askEngine(options);
  const { specs } = await asked.client.specs.list();
  const spec = await findSpec(asked, specs, name);
  process.stdout.write(options.json ? `${JSON.stringify(spec, null, 2)}\n` : stringify(spec));
  return 0;
}

/** @returns 1 where something is wrong */
export async function checkSpecFiles(named: readonly string[], options: { json?: boolean }): Promise<number> {
  const { green } = choosePalette(process.stdout, process.env);
  const { config } = loadConfig({ environment: process.env });
  const checked: { name: string; languages: string[]; problems: SpecProblem[] }[] = [];
  for (const name of named) {
    const signal = AbortSignal.timeout(60_000);
    const { specs, problems } = await checkSpecs(name, { signal, privateHosts: config.specPrivateHosts });
    const languages = specs.map(({ id }) => id);
    checked.push({ name, languages, problems });
    if (options.json) continue;
    for (const problem of problems) process.stdout.write(`${writeProblem(problem)}\n`);
    if (problems.length === 0) {
      process.stdout.write(`${name}: ${green('right')}, describes ${languages.join(', ')}\n`);
    }
  }
  if (options.json) process.stdout.write(`${JSON.stringify(checked, null, 2)}\n`);
  return checked.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

/** As compilers write it, so that editors find the place. */
function writeProblem({ file, line, entry, message }: SpecProblem): string {
  return `${file}${line === null ? '' : `:${line}`}: ${entry === null ? '' : `${entry}: `}${message}`;
}
