/** Real shells, which `scripts/test-environment/` installs for the tests that have Docker. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCommand } from '../../testing/built-command';

const exec = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-shells-'));
  await writeFile(join(folder, 'mine.py'), '');
  await using command = await buildCommand();
  const environment = {
    PATH: process.env.PATH,
    RUNYARD_DATA_DIR: folder,
    RUNYARD_DOCKER_HOST: `unix://${join(folder, 'no.sock')}`,
  };
  for (const shell of ['fish', 'zsh']) {
    await writeFile(join(folder, `runyard.${shell}`), (await command.run(['completion', shell], environment)).stdout);
  }
});
afterAll(() => rm(folder, { recursive: true }));

const COMMANDS = ['completion', 'config', 'doctor', 'help', 'images', 'open', 'run', 'serve', 'specs'];
const OFFERED: Record<string, string[]> = {
  'runyard ': COMMANDS,
  'runyard ru': ['run'],
  'runyard --': ['--help', '--version'],
  'runyard run --mem': ['--memory'],
  'runyard run --spec py': ['python'],
  'runyard run -s py': ['python'],
  'runyard run --provider ': ['auto', 'docker', 'embedded'],
  'runyard run a.py -- --me': [],
  'runyard run mi': ['mine.py'],
  'runyard serve --request-t': ['--request-timeout'],
  'runyard images ': ['build', 'du', 'list', 'pull', 'remove'],
  'runyard images build hask': ['haskell'],
  'runyard images build --a': ['--all'],
  'runyard config --ch': ['--changed'],
  'runyard specs check mi': ['mine.py'],
  'runyard specs list --': ['--help', '--json', '--server'],
  'runyard completion ': ['bash', 'fish', 'zsh'],
  'runyard help doc': ['doctor'],
};
const lines = Object.keys(OFFERED);

/** No configuration of the person's own. */
async function ask(shell: string, args: string[]): Promise<string> {
  const env = { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, TERM: 'dumb', LANG: 'C.UTF-8' };
  return (await exec(shell, args, { env, cwd: folder, timeout: 30_000 })).stdout;
}

function isThere(shell: string): boolean {
  return spawnSync(shell, ['--version'], { stdio: 'ignore' }).status === 0;
}

describe('completion', () => {
  test.skipIf(!isThere('fish'))('offers in fish what there is', async () => {
    const script = `source runyard.fish; for line in $argv; complete -C $line; echo ==; end`;
    expect(readOffers(await ask('fish', ['--no-config', '-c', script, '--', ...lines]))).toEqual(OFFERED);
  });

  test.skipIf(!isThere('zsh'))('offers in zsh what there is', async () => {
    const script = resolve('main/cli/completion/offers.zsh');
    expect(readOffers(await ask('zsh', ['-f', script, join(folder, 'runyard.zsh'), ...lines]))).toEqual(OFFERED);
  });
});

/** fish puts what a word does behind it. */
function readOffers(said: string): Record<string, string[]> {
  const blocks = said.split(/^==$\n/m);
  return Object.fromEntries(
    lines.map((line, at) => {
      const offers = (blocks[at] ?? '').split('\n').map((offer) => offer.split('\t')[0] ?? '');
      return [line, offers.filter((offer) => offer !== '').toSorted()];
    }),
  );
}
