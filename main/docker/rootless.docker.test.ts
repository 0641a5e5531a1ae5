/** A daemon without root, on a machine whose control groups it cannot have. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { DoctorReport } from '../../contract';
import { runToEnd } from '../sandbox/provider-suite';
import { type BuiltCommand, buildCommand } from '../testing/built-command';
import { importBusyboxImages } from '../testing/busybox-images';
import { RootlessDaemon } from '../testing/rootless-daemon';
import { openTestEngine } from '../testing/test-engine';
import { ASH_SPECS, askAsh, tryAll } from '../testing/try-engine';

const UNHELD = 'It cannot limit the memory, number of processes and processor share of a program.';

let daemon: RootlessDaemon;
let command: BuiltCommand;
beforeAll(async () => {
  [daemon, command] = await Promise.all([RootlessDaemon.start(), buildCommand()]);
  await importBusyboxImages(daemon.docker);
}, 60_000);
afterAll(async () => {
  await command?.[Symbol.asyncDispose]();
  await daemon?.[Symbol.asyncDispose]();
}, 30_000);

const { DOCKER_HOST: before } = process.env;
afterEach(() => {
  if (before === undefined) delete process.env.DOCKER_HOST;
  else process.env.DOCKER_HOST = before;
});

test('is found by its own user, and used only where programs may go without limits', async () => {
  const languages = join(daemon.home, 'languages');
  await mkdir(languages);
  for (const [name, text] of Object.entries(ASH_SPECS)) await writeFile(join(languages, name), text);
  const runyard = (args: string[], env: Record<string, string> = {}) =>
    daemon.runNode(command.file, args, { RUNYARD_SPEC_SOURCES: languages, ...env });
  const examine = async (env?: Record<string, string>) =>
    (JSON.parse((await runyard(['doctor', '--json'], env)).stdout) as { docker: DoctorReport }).docker;
  const run = (env?: Record<string, string>) => runyard(['run', '--spec', 'ash', '-e', 'echo found; id -u'], env);

  const refused = await examine();
  expect(refused.ok).toBe(false);
  const rootless = { source: 'rootless Docker', endpoint: daemon.address };
  expect(refused.attempts).toContainEqual({
    ...rootless,
    result: 'unsupported',
    detail: UNHELD,
    remedy: expect.stringContaining('dockerWithoutLimits: use'),
  });
  expect(await run()).toMatchObject({ code: 125, stdout: '' });

  const allowed = { RUNYARD_DOCKER_WITHOUT_LIMITS: 'use' };
  const used = await examine(allowed);
  expect(used).toMatchObject({ ok: true, remedy: expect.stringContaining('delegate control groups') });
  expect(used.summary).toContain(UNHELD);
  expect(used.attempts.at(-1)).toMatchObject({ ...rootless, result: 'ok' });
  expect(await run(allowed)).toEqual({ code: 0, stdout: 'found\n65534\n', stderr: '' });
}, 60_000);

test('is refused by Podman as well, which says that it limits what it does not', async () => {
  await using podman = await RootlessDaemon.start('podman');
  await importBusyboxImages(podman.docker);
  const open = (dockerWithoutLimits: 'refuse' | 'use') =>
    openTestEngine({
      config: { provider: 'docker', dockerHost: podman.address, dockerWithoutLimits },
      specs: ASH_SPECS,
      docker: podman.docker,
      removalGraceMs: 10_000,
    });
  {
    await using engine = await open('refuse');
    const refusal = { code: 'DOCKER_UNREACHABLE', message: expect.stringContaining('cannot limit the memory') };
    await expect(runToEnd(engine.engine.runs, '', askAsh('echo'))).rejects.toMatchObject(refusal);
  }
  await using engine = await open('use');
  const ran = await runToEnd(engine.engine.runs, '', askAsh('id -u'));
  expect(ran).toMatchObject({ stdout: '65534\n', metrics: { cpuMs: null, peakMemoryBytes: null } });
}, 60_000);

test('runs what Docker does, named by DOCKER_HOST, and shows no figures of the machine as those of a program', async () => {
  process.env.DOCKER_HOST = daemon.address;
  const config = { provider: 'docker', dockerWithoutLimits: 'use' } as const;
  await using engine = await openTestEngine({ config, specs: ASH_SPECS, docker: daemon.docker });
  await tryAll(engine, 'unlimited');
  const { metrics } = await runToEnd(engine.engine.runs, '', askAsh('echo'));
  expect(metrics).toMatchObject({ cpuMs: null, peakMemoryBytes: null });
  // The one bound of processes that is left, for all sandboxes together.
  const many = askAsh('i=0; while [ $i -lt 1200 ]; do sleep 60 & i=$((i+1)); done; echo all');
  expect(await runToEnd(engine.engine.runs, '', many)).toMatchObject({ stdout: '', outcome: { type: 'exited' } });
}, 60_000);
