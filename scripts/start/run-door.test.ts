import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-door-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Starts a parent that runs the code as its door and ends with the door's exit code. */
async function runParent(doorCode: string) {
  const door = join(folder, 'door.mjs');
  await writeFile(door, doorCode);
  const parent = join(folder, 'parent.ts');
  const module = resolve(import.meta.dirname, 'run-door.ts');
  await writeFile(
    parent,
    `import { runDoor } from ${JSON.stringify(module)}; runDoor(process.execPath, [${JSON.stringify(door)}]).then((code) => process.exit(code));`,
  );
  const child = spawn(process.execPath, ['--import', 'tsx', parent], {
    cwd: resolve(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString();
  });
  return { child, exited: once(child, 'close'), said: () => said };
}

describe.skipIf(process.platform === 'win32')('runDoor', { timeout: 30_000 }, () => {
  test('ends with the exit code of the door', async () => {
    expect(await (await runParent('process.exit(7)')).exited).toEqual([7, null]);
  });

  test('ends as a shell does when a signal has killed the door', async () => {
    expect(await (await runParent('process.kill(process.pid, "SIGKILL")')).exited).toEqual([137, null]);
  });

  test('passes a signal on once, and waits for the door to end', async () => {
    const { child, exited, said } = await runParent(`
      process.on('SIGINT', () => { console.log('asked'); setTimeout(() => process.exit(3), 300); });
      setInterval(() => {}, 1000);
      console.log('open');
    `);
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect(await exited).toEqual([3, null]);
    expect(said()).toBe('open\nasked\n');
  });
});
