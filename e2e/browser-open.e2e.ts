/** `runyard open` beside a Runyard that is served: what it names opens there. Nothing is run. */
import { execFile } from 'node:child_process';
import { stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { environmentWith } from './doors/door';
import { expect, test } from './fixtures';
import { PlaygroundPage } from './pages/playground-page';

const REPOSITORY = resolve(import.meta.dirname, '..');

test.use({ environment: { RUNYARD_DOCKER_HOST: 'unix:///nonexistent.sock' } });

test('hands files over to the window that is served, and says what cannot be opened', async ({ page, dataDir }) => {
  const playground = new PlaygroundPage(page);
  await playground.waitUntilReady();
  await writeFile(join(dataDir, 'mine.py'), 'print("mine")');
  expect((await stat(join(dataDir, 'served.json'))).mode & 0o777).toBe(0o600);
  const open = (name: string) =>
    promisify(execFile)(join(REPOSITORY, 'node_modules', '.bin', 'tsx'), ['scripts/runyard.ts', 'open', name], {
      cwd: REPOSITORY,
      env: environmentWith({ RUNYARD_DATA_DIR: dataDir, INIT_CWD: dataDir }),
    });
  expect((await open('mine.py')).stderr).toMatch(/^Opened in the Runyard at http:\/\/127\.0\.0\.1:\d+\.$/m);
  await expect(playground.tab('mine.py')).toHaveAttribute('aria-selected', 'true');
  await expect(playground.editor).toContainText('print("mine")');
  await expect(playground.status).toHaveText('');
  const failed = await open('absent.py').catch((error: { stderr: string }) => error);
  expect(failed.stderr).toContain('absent.py is not there');
});
