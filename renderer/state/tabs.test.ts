import { describe, expect, it } from 'vitest';
import {
  activateNeighbour,
  activateTab,
  addTab,
  changeTab,
  createTab as createPythonTab,
  createTitle,
  moveTab,
  noTabs,
  removeTab,
  restoreTab,
  showBeside,
  type TabsState,
} from './tabs';

const files = [{ path: 'main.py', content: 'print(1)' }];
const createTab = (id: string) => createPythonTab(id, id.toUpperCase(), 'python', ['main.py']);
const three: TabsState = ['a', 'b', 'c'].reduce<TabsState>((state, id) => addTab(state, createTab(id)), noTabs);
const ids = (state: TabsState) => state.tabs.map((tab) => tab.id).join('');

describe('a tab beside the active one', () => {
  const split = showBeside(three, 'a');

  it('stands on the right, and never twice', () => {
    expect(split).toMatchObject({ activeTabId: 'c', beside: { tabId: 'a', side: 'right' } });
    expect(showBeside(split, 'c')).toBe(split);
    expect(showBeside(split, 'unknown')).toBe(split);
    expect(showBeside(split, 'b').beside).toEqual({ tabId: 'b', side: 'right' });
  });

  it('becomes active where it stands, and any other tab takes the place of the active one', () => {
    const turned = activateTab(split, 'a');
    expect(turned).toMatchObject({ activeTabId: 'a', beside: { tabId: 'c', side: 'left' } });
    expect(activateTab(turned, 'b')).toMatchObject({ activeTabId: 'b', beside: { tabId: 'c', side: 'left' } });
    expect(activateTab(activateTab(turned, 'c'), 'a')).toEqual(turned);
  });

  it('has the window when the other is closed', () => {
    expect(removeTab(split, 'c', files)).toMatchObject({ activeTabId: 'a', beside: null });
    expect(removeTab(split, 'a', files)).toMatchObject({ activeTabId: 'c', beside: null });
    expect(removeTab(split, 'b', files).beside).toEqual(split.beside);
  });
});

describe('tabs', () => {
  it('open at the end and become active', () => {
    expect(ids(three)).toBe('abc');
    expect(three.activeTabId).toBe('c');
  });

  it('close to their neighbour', () => {
    const middle = removeTab(activateTab(three, 'b'), 'b', files);
    expect([ids(middle), middle.activeTabId]).toEqual(['ac', 'c']);
    const last = removeTab(three, 'c', files);
    expect([ids(last), last.activeTabId]).toEqual(['ab', 'b']);
    const other = removeTab(three, 'a', files);
    expect(other.activeTabId).toBe('c');
    const none = ['a', 'b', 'c'].reduce((state, id) => removeTab(state, id, files), three);
    expect([ids(none), none.activeTabId]).toEqual(['', null]);
    expect(removeTab(three, 'unknown', files)).toBe(three);
  });

  it('come back where they were, the last closed first', () => {
    const closed = removeTab(removeTab(three, 'a', files), 'b', files);
    const once = restoreTab(closed);
    expect([ids(once), once.activeTabId]).toEqual(['bc', 'b']);
    const twice = restoreTab(once);
    expect(ids(twice)).toBe('abc');
    expect(restoreTab(twice)).toBe(twice);
  });

  it('move, within the ends', () => {
    expect(ids(moveTab(three, 'a', 1))).toBe('bac');
    expect(ids(moveTab(three, 'c', 0))).toBe('cab');
    expect(ids(moveTab(three, 'b', 99))).toBe('acb');
    expect(moveTab(three, 'a', -1)).toBe(three);
  });

  it('take turns round the ends', () => {
    expect(activateNeighbour(three, 1).activeTabId).toBe('a');
    expect(activateNeighbour(activateTab(three, 'a'), -1).activeTabId).toBe('c');
    expect(activateNeighbour(noTabs, 1)).toBe(noTabs);
    expect(activateTab(three, 'unknown')).toBe(three);
  });

  it('are renamed and keep their arguments', () => {
    const state = changeTab(changeTab(three, 'b', { title: 'Sorting' }), 'b', { args: '--fast' });
    expect(state.tabs[1]).toMatchObject({ title: 'Sorting', args: '--fast' });
  });

  it('get a title that no other has', () => {
    const one = addTab(noTabs, { ...createTab('a'), title: 'Python' });
    const two = addTab(one, { ...createTab('b'), title: 'Python 2' });
    expect([noTabs, one, two].map((state) => createTitle(state, 'Python'))).toEqual(['Python', 'Python 2', 'Python 3']);
  });
});
