import { expect, test } from 'vitest';
import { probeChromiumSandbox, type SandboxProbe } from './chromium-sandbox';

const USERNS = '/proc/sys/kernel/unprivileged_userns_clone';
const APPARMOR = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';

function machine(settings: Record<string, string>, changes: Partial<SandboxProbe> = {}): SandboxProbe {
  return {
    platform: 'linux',
    userId: 1000,
    readSetting: async (path) => settings[path] ?? null,
    isSetuidRoot: async () => false,
    ...changes,
  };
}

const probe = (on: SandboxProbe) => probeChromiumSandbox('/opt/e/electron', on);

test('works where the kernel lets a user make namespaces', async () => {
  expect(await probe(machine({}))).toEqual({ state: 'works' });
  expect(await probe(machine({ [USERNS]: '1\n', [APPARMOR]: '0\n' }))).toEqual({ state: 'works' });
});

test('works elsewhere than on Linux, whoever the user is', async () => {
  expect(await probe(machine({}, { platform: 'darwin', userId: 0 }))).toEqual({ state: 'works' });
});

test('knows root', async () => {
  expect(await probe(machine({}, { userId: 0 }))).toEqual({ state: 'root' });
});

test.each([{ [USERNS]: '0\n' }, { [APPARMOR]: '1\n' }])('sees that %o forbids it, and what to do', async (settings) => {
  expect(await probe(machine(settings))).toEqual({
    state: 'forbidden',
    remedy: 'sudo chown root "/opt/e/chrome-sandbox" && sudo chmod 4755 "/opt/e/chrome-sandbox"',
  });
});

test('works with the helper that the remedy makes', async () => {
  const isSetuidRoot = async (path: string) => path === '/opt/e/chrome-sandbox';
  expect(await probe(machine({ [APPARMOR]: '1' }, { isSetuidRoot }))).toEqual({ state: 'works' });
});
