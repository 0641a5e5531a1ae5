import { describe, expect, it } from 'vitest';
import { addFile, checkNewPath, createPath, isListShown, removeFile, renameFile } from './tab-files';
import { addTab, createTab, noTabs } from './tabs';

const tab = createTab('a', 'A', 'python', ['main.py', 'lib/sums.py', 'x.txt']);
const state = addTab(noTabs, tab);
const only = (next: typeof state) => next.tabs[0]!;

describe('the files of a tab', () => {
  it('come at the end or at a place', () => {
    expect(only(addFile(state, 'a', 'y')).files).toEqual(['main.py', 'lib/sums.py', 'x.txt', 'y']);
    expect(only(addFile(state, 'a', 'y', 0)).files[0]).toBe('y');
  });

  it('give their parts to a neighbour when they go; the last one stays', () => {
    expect(only(removeFile(state, 'a', 'main.py'))).toMatchObject({
      files: ['lib/sums.py', 'x.txt'],
      entry: 'lib/sums.py',
      shown: 'lib/sums.py',
    });
    expect(only(removeFile(state, 'a', 'x.txt'))).toMatchObject({ entry: 'main.py', shown: 'main.py' });
    const one = ['main.py', 'lib/sums.py', 'x.txt'].reduce((next, path) => removeFile(next, 'a', path), state);
    expect(only(one).files).toEqual(['x.txt']);
  });

  it('keep their parts under another name', () => {
    expect(only(renameFile(state, 'a', 'main.py', 'app.py'))).toMatchObject({ entry: 'app.py', shown: 'app.py' });
  });

  it('take no path that is wrong or taken, and say why', () => {
    for (const path of ['', '/etc/x', '../x', 'a//b', 'a\\b', 'MAIN.py', 'lib', 'x.txt/y']) {
      expect(checkNewPath(tab, path), path).not.toBeNull();
    }
    expect(checkNewPath(tab, 'lib/other.py')).toBeNull();
    expect(checkNewPath(tab, 'Main.py', 'main.py')).toBeNull();
  });

  it('get a number where their name is taken', () => {
    expect(createPath(tab, 'lib/sums.py')).toBe('lib/sums 2.py');
    expect(createPath(tab, 'new.py')).toBe('new.py');
  });

  it('are listed when there are several, unless the person says otherwise', () => {
    expect(isListShown(tab)).toBe(true);
    expect(isListShown({ ...tab, fileList: 'hidden' })).toBe(false);
    expect(isListShown({ ...tab, files: ['a'] })).toBe(false);
    expect(isListShown({ ...tab, files: ['a'], fileList: 'shown' })).toBe(true);
  });
});
