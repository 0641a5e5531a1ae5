import { expect, test } from 'vitest';
import type { WorkspaceSave } from '../../contract';
import { FakeEngine } from '../api/fake-engine';
import { HeardWorkspace } from './heard-workspace';

const saved: WorkspaceSave = {
  lease: 'lease',
  state: { tabs: [], activeTabId: null, theme: 'system', layout: 'beside' },
  texts: [],
};

test('tells that a save has ended, and keeps what was saved', async () => {
  const workspace = new HeardWorkspace(new FakeEngine().workspace);
  const heard = workspace.nextSave(10_000);
  await workspace.save(saved);
  expect(await heard).toBe('saved');
  expect((await workspace.load()).state).toEqual(saved.state);
});

test('tells of a save that failed as well: there is nothing more to wait for', async () => {
  const workspace = new HeardWorkspace(
    Object.assign(new FakeEngine().workspace, {
      save: async () => {
        throw new Error('disk full');
      },
    }),
  );
  const heard = workspace.nextSave(10_000);
  await expect(workspace.save(saved)).rejects.toThrow('disk full');
  expect(await heard).toBe('saved');
});

test('waits no longer than it may, and not for a save that was before', async () => {
  const workspace = new HeardWorkspace(new FakeEngine().workspace);
  await workspace.save(saved);
  expect(await workspace.nextSave(5)).toBe('timedOut');
});

test('does not take the end of an earlier save for it', async () => {
  const ends: Array<() => void> = [];
  const room = Object.assign(new FakeEngine().workspace, {
    save: () => new Promise<void>((settle) => ends.push(settle)),
  });
  const workspace = new HeardWorkspace(room);
  const earlier = workspace.save(saved);
  let heard = false;
  const next = workspace.nextSave(10_000).then(() => {
    heard = true;
  });
  ends[0]?.();
  await earlier;
  expect(heard).toBe(false);
  const later = workspace.save(saved);
  ends[1]?.();
  await Promise.all([later, next]);
  expect(heard).toBe(true);
});
