import { describe, expect, it } from 'vitest';
import { de } from '../words/de';
import { en } from '../words/en';
import { addKeys, bindKeys, findHolders, isTakenByBrowser, listKeys, moveKeys } from './bindings';
import { type CommandId, commands, findCommand } from './commands';

const find = (id: CommandId) => findCommand(id)!;

describe('commands', () => {
  it('have an id of their own and a title of their own in each language', () => {
    const ids = commands.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(Object.keys(en.commands).sort());
    for (const words of [en, de]) {
      const titles = ids.map((id) => words.commands[id].trim());
      expect(titles.filter((title) => title === '')).toEqual([]);
      expect(new Set(titles).size).toBe(titles.length);
    }
  });

  it.each(['mac', 'other'] as const)('share no keys in the same place, on %s', (platform) => {
    for (const command of commands) {
      for (const keys of command.keys) {
        expect(findHolders(keys, command, {}, platform).map(({ id }) => `${command.id} ${keys} ${id}`)).toEqual([]);
      }
    }
  });
});

describe('keys of the person', () => {
  it('stand in place of those of the command, and are left out where they are the same', () => {
    expect(listKeys(find('run'), { run: ['F5'] })).toEqual(['F5']);
    expect(listKeys(find('run'), {})).toEqual(['Mod+Enter']);
    const added = addKeys({}, find('run'), 'F5', 'other');
    expect(added).toEqual({ run: ['F5', 'Mod+Enter'] });
    expect(bindKeys(added, find('run'), ['Mod+Enter'])).toEqual({});
    expect(addKeys({}, find('run'), 'Ctrl+Enter', 'other')).toEqual({ run: ['Ctrl+Enter'] });
  });

  it('are taken from the command that holds them', () => {
    expect(findHolders('Ctrl+Enter', find('stop'), {}, 'other').map(({ id }) => id)).toEqual(['run']);
    expect(findHolders('Ctrl+Enter', find('stop'), {}, 'mac')).toEqual([]);
    expect(moveKeys({}, find('stop'), 'Mod+Enter', 'other')).toEqual({ run: [], stop: ['Mod+Enter', 'Mod+.'] });
  });

  it('hold nothing where another place is meant', () => {
    expect(findHolders('Mod+K', find('clearOutput'), {}, 'other')).toEqual([]);
    expect(isTakenByBrowser('Ctrl+N', 'other')).toBe(true);
    expect(isTakenByBrowser('Mod+Enter', 'other')).toBe(false);
  });
});
