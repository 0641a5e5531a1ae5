import { expect, test } from 'vitest';
import type { SessionState } from '../../contract';
import { FakeEngine } from '../api/fake-engine';
import { SavedSession } from './saved-session';

const state: SessionState = { version: 1, tabs: [], activeTabId: null, theme: 'system', layout: 'beside' };

test('tells that a save has ended, and keeps what was saved', async () => {
  const session = new SavedSession(new FakeEngine().session);
  const saved = session.nextSave(10_000);
  await session.save(state);
  expect(await saved).toBe('saved');
  expect(await session.load()).toEqual(state);
});

test('tells of a save that failed as well: there is nothing more to wait for', async () => {
  const session = new SavedSession({
    load: async () => null,
    save: async () => {
      throw new Error('disk full');
    },
  });
  const saved = session.nextSave(10_000);
  await expect(session.save(state)).rejects.toThrow('disk full');
  expect(await saved).toBe('saved');
});

test('waits no longer than it may, and not for a save that was before', async () => {
  const session = new SavedSession(new FakeEngine().session);
  await session.save(state);
  expect(await session.nextSave(5)).toBe('timedOut');
});
