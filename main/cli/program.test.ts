import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const exec = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-program-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Without a home and without a daemon. */
async function runyard(args: string[], environment: Record<string, string> = {}): Promise<Ended> {
  const env = {
    PATH: process.env.PATH ?? '',
    RUNYARD_DATA_DIR: folder,
    RUNYARD_DOCKER_HOST: `unix://${join(folder, 'no.sock')}`,
    ...environment,
  };
  try {
    const done = await exec(process.execPath, ['--import', 'tsx', resolve('main/cli/main.ts'), ...args], { env });
    return { code: 0, ...done };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    return { code, stdout, stderr };
  }
}

describe('the command', () => {
  test('helps, and says what may have been meant', async () => {
    const help = await runyard(['--help']);
    expect(help.code).toBe(0);
    for (const name of ['run', 'serve', 'open', 'specs', 'images', 'doctor', 'config', 'completion']) {
      expect(help.stdout).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    }
    expect((await runyard(['run', '--help'])).stdout).toContain('exit codes');
    expect((await runyard(['serve', '--help'])).stdout).toContain('--request-timeout');
    expect(await runyard(['speks'])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('specs') });
    expect(await runyard(['images', 'pul', 'python'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('pull'),
    });
  });

  test('lists, shows and checks languages', async () => {
    const list = await runyard(['specs', 'list', '--json']);
    expect(JSON.parse(list.stdout)).toContainEqual(expect.objectContaining({ id: 'python' }));
    expect((await runyard(['specs', 'show', 'py'])).stdout).toMatch(/^id: python$/m);
    expect(await runyard(['specs', 'show', 'pyton'])).toMatchObject({
      code: 125,
      stderr: expect.stringContaining('python'),
    });
    const broken = join(folder, 'mine.yaml');
    await writeFile(broken, 'id: mine\ntitle: Mine\nfile: main.mine\nrun: [mine]\nspeed: fast\n');
    const check = await runyard(['specs', 'check', broken, 'specs/lua.yaml']);
    expect(check.code).toBe(1);
    expect(check.stdout).toMatch(/mine\.yaml:5: .*`speed`/);
    expect(check.stdout).toContain('specs/lua.yaml: right');
  });

  test('tells what is wrong here, and every setting with its source', async () => {
    const doctor = await runyard(['doctor']);
    expect(doctor.stdout).toContain('no.sock');
    expect(doctor.stdout).toContain('embedded engine');
    const config = await runyard(['config', '--json'], {
      RUNYARD_PORT: '4000',
      RUNYARD_TOKEN: 'a-secret-of-the-person',
    });
    expect(JSON.parse(config.stdout)).toContainEqual(
      expect.objectContaining({
        key: 'server.port',
        value: '4000',
        source: expect.stringContaining('RUNYARD_PORT'),
      }),
    );
    expect(config.stdout).not.toContain('a-secret');
    expect(JSON.parse((await runyard(['config', 'schema'])).stdout)).toHaveProperty('properties.server');
    const bad = await runyard(['config'], { RUNYARD_CONCURRENCY: 'many' });
    expect(bad).toMatchObject({ code: 125, stderr: expect.stringContaining('RUNYARD_CONCURRENCY') });
  });

  test('completes in bash', async () => {
    await writeFile(join(folder, 'complete.bash'), (await runyard(['completion', 'bash'])).stdout);
    const complete = async (...words: string[]) => {
      const script = `source ${join(folder, 'complete.bash')}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _runyard; echo "\${COMPREPLY[@]}"`;
      return (await exec('bash', ['-c', script, 'bash', 'runyard', ...words])).stdout.trim().split(' ');
    };
    expect(await complete('s')).toEqual(['serve', 'specs']);
    expect(await complete('run', '--spec', 'py')).toEqual(['python']);
    expect(await complete('run', '--mem')).toEqual(['--memory']);
    expect(await complete('images', 'p')).toEqual(['pull']);
    expect(await complete('images', 'build', 'hask')).toEqual(['haskell']);
    expect((await runyard(['completion', 'zsh'])).stdout).toMatch(/^#compdef runyard/);
    expect((await runyard(['completion', 'fish'])).stdout).toContain('-l memory');
    expect(await runyard(['completion', 'tcsh'])).toMatchObject({ code: 2 });
  });
});
