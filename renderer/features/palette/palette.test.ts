import { describe, expect, it } from 'vitest';
import { createAppStore } from '../../state/store';
import { listEntries, putRecentFirst, remember } from './palette-entries';
import { scoreTitle } from './score-title';

describe('scoreTitle', () => {
  const best = (search: string, ...titles: string[]) =>
    [...titles].sort((a, b) => scoreTitle(b, search) - scoreTitle(a, search))[0];

  it('puts beginnings before middles before scattered letters', () => {
    expect(best('run', 'Prune it', 'Run', 'Run again', 'Return')).toBe('Run');
    expect(best('run ag', 'Run', 'Run again as before', 'Rug nag')).toBe('Run again as before');
    expect(best('gte', 'Go to tab 3', 'Go to editor', 'Get the engine')).toBe('Go to editor');
    expect(scoreTitle('Größere Schrift', 'grosse')).toBeGreaterThan(0.5);
    expect(scoreTitle('Close tab', 'xyz')).toBe(0);
    expect(scoreTitle('Close tab', 'tab xyz')).toBe(0);
    expect(scoreTitle('Close tab', '')).toBe(1);
  });
});

describe('the palette', () => {
  it('says why a command can do nothing now', () => {
    const store = createAppStore();
    const find = (id: string) => listEntries(store.getState()).find((entry) => entry.id === id);
    expect(find('command:closeTab')?.lack).toBe('no tab is open');
    expect(find('command:newTab')?.lack).toBe('');
    expect(find('command:tab1')).toBeUndefined();
  });

  it('puts what was used last first, once, unless it can do nothing', () => {
    const entries = listEntries(createAppStore().getState());
    const recent = ['command:showKeys', 'command:newTab', 'command:closeTab', 'gone'].reduceRight<string[]>(remember, [
      'command:newTab',
    ]);
    const sorted = putRecentFirst(entries, recent);
    expect(sorted.slice(0, 3).map(({ id, group }) => `${group} ${id}`)).toEqual([
      'recent command:showKeys',
      'recent command:newTab',
      'run command:run',
    ]);
    expect(sorted).toHaveLength(entries.length);
  });
});
