import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { describeConfigSchema } from './config-schema';
import { loadConfig } from './load-config';

const GOOD = [
  {},
  { $schema: './runyard.schema.json', provider: 'docker', concurrency: 4, warmIdle: '10m', embeddedWarm: null },
  { server: { port: 80, body: '1.5g', requestTimeout: 2500, token: 'x'.repeat(20), tokens: { a: 'y'.repeat(20) } } },
  { limits: { memory: '256M', cpus: 0.5, runTimeout: '30m' }, maxLimits: { output: 4096 }, server: null },
  { specSources: ['a', 'https://specs.example'], specReload: '0 3 * * *' },
];
const BAD = [
  { prot: 1 },
  { server: { prot: 1 } },
  { provider: 'podman' },
  { concurrency: '4' },
  { concurrency: 1 },
  { warmIdle: 'soon' },
  { limits: { memory: 'much' } },
  { specSources: 'a' },
  { server: 5 },
  { server: { tokens: { a: 1 } } },
];

it('accepts what the provider accepts, refuses what it refuses, and describes every key', async () => {
  const schema = describeConfigSchema();
  const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
  const folder = await mkdtemp(join(tmpdir(), 'runyard-schema-'));
  const file = join(folder, 'runyard.json');
  const load = async (value: unknown): Promise<'accepted' | 'refused'> => {
    await writeFile(file, JSON.stringify(value));
    try {
      loadConfig({ environment: {}, file });
      return 'accepted';
    } catch {
      return 'refused';
    }
  };
  for (const value of GOOD) {
    expect(validate(value), JSON.stringify([value, validate.errors])).toBe(true);
    expect(await load(value), JSON.stringify(value)).toBe('accepted');
  }
  for (const value of BAD) {
    expect(validate(value), JSON.stringify(value)).toBe(false);
    expect(await load(value), JSON.stringify(value)).toBe('refused');
  }
  await rm(folder, { recursive: true });
  expect(JSON.stringify(schema)).not.toContain('"description":""');
});
