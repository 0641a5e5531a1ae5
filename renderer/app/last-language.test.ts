import { expect, it } from 'vitest';
import { createAppStore } from '../state/store';
import { findWords } from '../words/words';
import { followLanguage } from './last-language';

const storageOf = (kept: Map<string, string>) => () => ({
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
});

it('speaks what was spoken last, and before that what the system speaks', () => {
  const kept = new Map<string, string>();
  const first = createAppStore();
  followLanguage(first, storageOf(kept), ['de-AT', 'en']);
  expect(first.getState()).toMatchObject({ language: 'de', words: findWords('de') });
  first.setState({ language: 'en', words: findWords('en') });

  const second = createAppStore();
  followLanguage(second, storageOf(kept), ['de-AT', 'en']);
  expect(second.getState().language).toBe('en');
});

it('starts as well where the browser keeps nothing', () => {
  const store = createAppStore();
  const closed = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  const stop = followLanguage(store, closed, ['fr']);
  expect(store.getState().language).toBe('en');
  store.setState({ language: 'de' });
  stop();
});
