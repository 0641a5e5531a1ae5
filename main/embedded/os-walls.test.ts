import { expect, test } from 'vitest';
import { chooseOsWalls, listOsWalls } from './os-walls';

const limits = { dataBytes: 2 ** 30, cpuSeconds: 60 };
const hiddenOf = (command: string[]) => {
  const [strongest] = listOsWalls('linux', 0);
  const words = strongest?.wrap(command, limits) ?? [];
  return words.slice(0, words.indexOf(command[0] ?? '')).filter((word) => /^\/.*\/$/.test(word));
};

test('folders of sockets are hidden, except those in which a file of the command is', () => {
  const all = ['/run/', '/tmp/', '/var/tmp/', '/dev/shm/', '/home/', '/root/'];
  expect(hiddenOf(['/usr/bin/node', '/opt/runyard/supervisor.cjs'])).toEqual(all);
  expect(hiddenOf(['/usr/bin/node', '--allow-fs-read=/tmp/x/supervisor.cjs'])).toEqual(
    all.filter((folder) => folder !== '/tmp/'),
  );
  expect(hiddenOf(['/usr/bin/node', '/var/tmp/x/supervisor.cjs'])).toEqual(
    all.filter((folder) => folder !== '/var/tmp/'),
  );
});

test('elsewhere than on Linux there are limits, and on Windows nothing', () => {
  expect(listOsWalls('darwin', 501).map(({ kind, limitsMemory }) => [kind, limitsMemory])).toEqual([
    ['limits', false],
    ['none', false],
  ]);
  expect(listOsWalls('win32', undefined).map(({ kind }) => kind)).toEqual(['none']);
});

test.runIf(process.platform === 'linux')('one behind which a file cannot be read is passed over', async () => {
  const walls = listOsWalls('linux', process.getuid?.());
  expect((await chooseOsWalls(walls, ['/bin/sh', '/etc/passwd'])).kind).not.toBe('none');
  expect((await chooseOsWalls(walls, ['/nonexistent'])).kind).toBe('none');
});
