import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SessionState } from '../../contract';
import { SessionStore } from './session-store';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-session-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function sessionOf(text: string): SessionState {
  return {
    version: 1,
    tabs: [{ id: 'a', title: 'Scratch', specId: 'python', files: [{ path: 'main.py', content: text }], args: '' }],
    activeTabId: 'a',
    theme: 'dark',
    layout: 'below',
  };
}

const clock = () => new Date('2026-01-02T03:04:05.678Z');
const asideName = 'session.broken-2026-01-02T03-04-05.678Z.json';

describe('SessionStore', () => {
  test('has nothing on a first start, and makes no folder for that', async () => {
    const nowhere = join(folder, 'not', 'yet');
    expect(await new SessionStore(nowhere).load()).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });

  test('gives back what was saved, to a store of a later start', async () => {
    const dataDir = join(folder, 'made', 'by the save');
    const state = sessionOf('print("grüße 😀")\r\n\u0000');
    await new SessionStore(dataDir).save(state);
    expect(await new SessionStore(dataDir).load()).toEqual(state);
  });

  test('keeps the last of many saves at once, and no file but the one', async () => {
    const store = new SessionStore(folder);
    const saves = Array.from({ length: 50 }, (_, index) => store.save(sessionOf(`${index}`.repeat(1000))));
    await Promise.all(saves);
    expect(await store.load()).toEqual(sessionOf('49'.repeat(1000)));
    expect(await readdir(folder)).toEqual(['session.json']);
  });

  test('has the state on disk when its save settles, though a later one follows', async () => {
    const store = new SessionStore(folder);
    const first = store.save(sessionOf('first'));
    const later = store.save(sessionOf('later'));
    await first;
    expect(JSON.parse(await readFile(join(folder, 'session.json'), 'utf8')).tabs[0].files[0].content).toMatch(
      /first|later/,
    );
    await later;
    expect(await store.load()).toEqual(sessionOf('later'));
  });

  test('loads what is being saved', async () => {
    const store = new SessionStore(folder);
    const saved = store.save(sessionOf('new'));
    expect(await store.load()).toEqual(sessionOf('new'));
    await saved;
  });

  test.each([
    ['cut short', '{"version":1,"tabs":[{"id":"a"'],
    ['empty', ''],
    ['of a later version', '{"version":2,"tabs":[],"activeTabId":null}'],
    ['of another shape', '{"version":1,"tabs":[{"id":7}],"activeTabId":null}'],
  ])('moves a file that is %s aside and starts anew', async (_, text) => {
    await writeFile(join(folder, 'session.json'), text);
    const store = new SessionStore(folder, clock);
    expect(await store.load()).toBeNull();
    expect(await readFile(join(folder, asideName), 'utf8')).toBe(text);
    await store.save(sessionOf('after'));
    expect((await readdir(folder)).sort()).toEqual([asideName, 'session.json']);
    expect(await readFile(join(folder, asideName), 'utf8')).toBe(text);
  });

  test('says what failed and what to do, and saves again when it can', async () => {
    const dataDir = join(folder, 'data');
    await writeFile(dataDir, 'a file where the folder should be');
    const store = new SessionStore(dataDir);
    await expect(store.save(sessionOf('lost?'))).rejects.toMatchObject({
      code: 'INTERNAL',
      message: expect.stringContaining(dataDir),
      remedy: expect.stringContaining(dataDir),
    });
    await rm(dataDir);
    await store.save(sessionOf('kept'));
    expect(await store.load()).toEqual(sessionOf('kept'));
  });

  test('removes what a killed process had begun to write, unless it may be at it still', async () => {
    await writeFile(join(folder, 'session.json.123'), '{');
    await writeFile(join(folder, 'session.json.456'), '{');
    await utimes(join(folder, 'session.json.123'), 1, 1);
    await new SessionStore(folder).load();
    expect(await readdir(folder)).toEqual(['session.json.456']);
  });

  test('does not call an unreadable file a first start', async () => {
    await mkdir(join(folder, 'session.json'));
    await expect(new SessionStore(folder).load()).rejects.toMatchObject({ code: 'INTERNAL' });
  });

  test('is whole whenever the process is killed', async () => {
    await new SessionStore(folder).save(sessionOf('0'));
    const script = join(import.meta.dirname, 'session-store.crash-child.ts');
    for (const lifeMs of [20, 45, 70]) {
      const child = spawn(process.execPath, ['--import', 'tsx', script, folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exited = once(child, 'exit');
      await once(child.stdout, 'data');
      setTimeout(() => child.kill('SIGKILL'), lifeMs);
      await exited;
      const session = await new SessionStore(folder).load();
      expect(session?.tabs[0]?.files[0]?.content).toMatch(/^(0|(\d+\n)+)$/);
      expect((await readdir(folder)).filter((name) => name.includes('broken'))).toEqual([]);
    }
  }, 30_000);
});
