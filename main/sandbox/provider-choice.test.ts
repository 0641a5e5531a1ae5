import { expect, test } from 'vitest';
import { RunyardError, Spec } from '../../contract';
import { Config } from '../config/config';
import { FakeSandboxProvider } from './fake-sandbox-provider';
import { chooseProvider } from './provider-choice';

const plan = {
  spec: Spec.parse({ id: 'c', title: 'C', file: 'main.c', image: 'gcc', run: ['x'] }),
  limits: Config.parse({}).limits,
  network: false,
  terminal: 'off',
  priority: 'interactive',
} as const;

function providers(docker: RunyardError | null, embedded: RunyardError | null) {
  const made = [new FakeSandboxProvider(() => {}, 'docker'), new FakeSandboxProvider(() => {}, 'embedded')];
  for (const [i, refusal] of [docker, embedded].entries()) (made[i] as FakeSandboxProvider).refusal = refusal;
  return made;
}

const unreachable = new RunyardError('DOCKER_UNREACHABLE', { message: 'No Docker.', remedy: 'Start it.' });
const unfit = new RunyardError('PROVIDER_UNFIT', { message: 'No C here.', remedy: 'Use Docker.' });
const missing = new RunyardError('RUNTIME_MISSING', {
  message: 'C is not installed.',
  remedy: 'Install it.',
  details: { runtimeId: 'c' },
});

test.each([
  ['auto', null, null, 'docker'],
  ['auto', unreachable, null, 'embedded'],
  ['embedded', null, null, 'embedded'],
  ['docker', null, null, 'docker'],
] as const)('%s, where Docker says %o and the embedded engine %o, takes %s', async (asked, docker, embedded, id) => {
  expect((await chooseProvider(providers(docker, embedded), plan, asked)).id).toBe(id);
});

test('one that was asked for is not replaced by another', async () => {
  await expect(chooseProvider(providers(unreachable, null), plan, 'docker')).rejects.toBe(unreachable);
  await expect(chooseProvider(providers(null, unfit), plan, 'embedded')).rejects.toBe(unfit);
});

test('where only the lack of a terminal keeps the other one back, both are told', async () => {
  const bare = new RunyardError('PROVIDER_UNFIT', {
    message: 'No terminal.',
    remedy: 'Turn it off.',
    details: { lacks: 'terminal' },
  });
  await expect(chooseProvider(providers(unreachable, bare), plan, 'auto')).rejects.toMatchObject({
    code: 'DOCKER_UNREACHABLE',
    message: 'No Docker. No terminal.',
    remedy: 'Start it. Turn it off.',
  });
});

test('where neither can, what Docker says counts, and what can be installed is offered too', async () => {
  await expect(chooseProvider(providers(unreachable, unfit), plan, 'auto')).rejects.toBe(unreachable);
  await expect(chooseProvider(providers(unreachable, missing), plan, 'auto')).rejects.toMatchObject({
    code: 'RUNTIME_MISSING',
    message: 'No Docker. C is not installed.',
    remedy: 'Start it. Install it.',
    details: { runtimeId: 'c' },
  });
});
