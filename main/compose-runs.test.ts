import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { composeRuns } from './compose-runs';
import { Config } from './config/config';

test('what was made is let go where the languages cannot be had', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'runyard-compose-'));
  let watching = 0;
  async function* watchDocker(signal: AbortSignal) {
    watching += 1;
    try {
      yield { host: 'unix:///nowhere.sock', runtime: '' };
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    } finally {
      watching -= 1;
    }
  }
  const config: Config = {
    ...Config.parse({}),
    get specSources(): string[] {
      expect(watching).toBe(1);
      throw new Error('no languages');
    },
  };
  const options = { specsDir: dataDir, embeddedDir: dataDir, dataDir, watchDocker, firstLook: 'now' } as const;
  await expect(composeRuns({ ...options, config })).rejects.toThrow('no languages');
  expect(watching).toBe(0);
  await rm(dataDir, { recursive: true });
});
