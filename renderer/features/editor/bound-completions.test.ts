import { describe, expect, it } from 'vitest';
import { boundCompletions, MOST_COMPLETIONS, wordBefore } from './bound-completions';

const entry = (name: string, sortText = '15') => ({ name, sortText });
const names = (entries: Array<{ name: string }>) => entries.map(({ name }) => name);

describe('completions', () => {
  it('are those that the word may still become, in whatever case', () => {
    const entries = ['parseInt', 'Promise', 'print', 'Array'].map((name) => entry(name));
    expect(names(boundCompletions(entries, 'pI'))).toEqual(['parseInt', 'Promise', 'print']);
  });

  it('begin with what begins with the word, then with what is nearer', () => {
    const entries = [entry('reset', '15'), entry('set', '15'), entry('setAll', '11'), entry('asSet', '11')];
    expect(names(boundCompletions(entries, 'set'))).toEqual(['setAll', 'set', 'asSet', 'reset']);
  });

  it('are no more than a list shows, and the nearest among them', () => {
    const many = Array.from({ length: 6000 }, (_, i) => entry(`f${i}`));
    const bounded = boundCompletions([...many, entry('found', '11')], 'f');
    expect(bounded).toHaveLength(MOST_COMPLETIONS);
    expect(bounded[0]?.name).toBe('found');
  });

  it('are all where there is no word and no more of them', () => {
    const entries = [entry('a'), entry('b')];
    expect(boundCompletions(entries, '')).toEqual(entries);
  });
});

describe('the word before an offset', () => {
  it.each([
    ['let a = conso', 13, 'conso'],
    ['let a = conso', 8, ''],
    ['$größe1.x', 7, '$größe1'],
    ['console.', 8, ''],
  ])('of %j at %i is %j', (text, offset, word) => {
    expect(wordBefore(text, offset)).toBe(word);
  });
});
