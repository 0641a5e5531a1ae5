import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltCommand, buildCommand, type Ended } from '../testing/built-command';

const exec = promisify(execFile);
let command: BuiltCommand;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-program-'));
  command = await buildCommand();
});
afterAll(async () => {
  await command[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Without a home and without a daemon. */
function runyard(args: string[], environment: Record<string, string> = {}): Promise<Ended> {
  return command.run(args, {
    PATH: process.env.PATH,
    RUNYARD_DATA_DIR: folder,
    RUNYARD_DOCKER_HOST: `unix://${join(folder, 'no.sock')}`,
    ...environment,
  });
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
    expect(await runyard(['help', 'imags'])).toMatchObject({ code: 2, stderr: expect.stringContaining('images?') });
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
    const told = await runyard(['specs', 'check', broken, 'specs/lua.yaml', '--json']);
    expect(told.code).toBe(1);
    expect(JSON.parse(told.stdout)).toEqual([
      { name: broken, languages: [], problems: expect.arrayContaining([expect.objectContaining({ line: 5 })]) },
      { name: 'specs/lua.yaml', languages: ['lua'], problems: [] },
    ]);
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

  test('lets who reads its output leave, and colours it on request alone', async () => {
    const script = `"$0" "$1" specs --json | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const env = { PATH: process.env.PATH, RUNYARD_DATA_DIR: folder };
    const { stdout, stderr } = await exec('bash', ['--norc', '-c', script, process.execPath, command.file], { env });
    expect({ stdout, stderr }).toEqual({ stdout: '[\n0\n', stderr: '' });
    expect((await runyard(['doctor'])).stdout).not.toContain('\x1b');
    const forced = { FORCE_COLOR: '1' };
    expect((await runyard(['doctor'], forced)).stdout).toContain('\x1b[32mok\x1b[0m  Node');
    expect((await runyard(['doctor'], { ...forced, NO_COLOR: '1' })).stdout).not.toContain('\x1b');
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
    expect(await complete('images', 'build', '--a')).toEqual(['--all']);
    expect(await complete('config', '--ch')).toEqual(['--changed']);
    expect(await complete('run', '--provider', '=', 'emb')).toEqual(['embedded']);
    expect(await complete('serve', '--request-t')).toEqual(['--request-timeout']);
    expect(await complete('help', 'doc')).toEqual(['doctor']);
    // A program's own argument, and a file, which bash completes by itself.
    expect(await complete('run', 'a.py', '--', '--me')).toEqual(['']);
    expect(await complete('specs', 'check', '')).toEqual(['']);
    expect((await runyard(['completion', 'zsh'])).stdout).toMatch(/^#compdef runyard/);
    expect((await runyard(['completion', 'fish'])).stdout).toContain('-l memory');
    expect(await runyard(['completion', 'tcsh'])).toMatchObject({ code: 2 });
  });
});
