import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import type { Settings } from '../../contract';
import { findMenuWords } from '../../contract/menu-words';
import { findCommand } from '../../renderer/app/commands';
import { describeMenu } from './app-menu';

function flatten(items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);
}

const english = findMenuWords('en');

/** The ids of all commands of the menu, as a click on each sends them. */
function clickAll(platform: NodeJS.Platform, keys: Settings['keys'] = {}, words = english) {
  const sent: string[] = [];
  const items = flatten(
    describeMenu(
      platform,
      {
        send: (command) => sent.push(command),
        press: () => {},
        reload: () => {},
        showAbout: () => {},
      },
      words,
      keys,
    ),
  );
  const click = (item: MenuItemConstructorOptions) => (item.click as (() => void) | undefined)?.();
  for (const item of items) click(item);
  return { sent, items };
}

describe.each(['linux', 'win32', 'darwin'] as const)('menu on %s', (platform) => {
  test('sends only commands that the window has, each with the keys that it has there', () => {
    const { sent, items } = clickAll(platform);
    expect(sent).toContain('run');
    for (const id of sent) {
      const command = findCommand(id);
      expect(command, id).not.toBeNull();
      const accelerator = items.find((item) => item.id === id)?.accelerator;
      const keys = accelerator?.replace('CommandOrControl', 'Mod').replace('Control', 'Ctrl');
      expect(keys, id).toBe(command?.keys[0]);
    }
  });

  test('leaves the keys of its own commands to the window', () => {
    for (const item of clickAll(platform).items) {
      if (item.accelerator && !item.role) expect(item.registerAccelerator, item.label).toBe(false);
    }
  });

  test('shows the keys that the person has set, and none that it could not', () => {
    const { items } = clickAll(platform, { run: ['Mod+Shift+F5', 'F5'], stop: [], closeTab: ['Mod+nonsense key'] });
    const shown = (id: string) => items.find((item) => item.id === id)?.accelerator;
    expect(shown('run')).toBe('CommandOrControl+Shift+F5');
    expect([shown('stop'), shown('closeTab')]).toEqual([undefined, undefined]);
    expect(shown('newTab')).toBe('CommandOrControl+T');
  });

  test('has nothing on the keys that close a tab', () => {
    const roles = clickAll(platform).items.map((item) => item.role);
    expect(roles).not.toContain('close');
    expect(roles).not.toContain('reload');
  });

  test('says everything in the language that is asked for', () => {
    const labelsOf = (language: 'en' | 'de') =>
      clickAll(platform, {}, findMenuWords(language)).items.flatMap(({ type, label }) =>
        type === 'separator' ? [] : [label ?? 'Electron’s own'],
      );
    const [inEnglish, inGerman] = [labelsOf('en'), labelsOf('de')];
    expect(inEnglish).not.toContain('Electron’s own');
    expect(inGerman).toHaveLength(inEnglish.length);
    expect(inGerman.filter((label) => inEnglish.includes(label))).toEqual(
      platform === 'darwin' ? ['Runyard', 'Docker', 'Docker'] : ['Docker', 'Docker'],
    );
  });

  test.each(['en', 'de'] as const)('has an access key of its own for each menu in %s', (language) => {
    const keys = Object.values(findMenuWords(language).menus).flatMap((label) => /&(.)/.exec(label)?.[1] ?? []);
    expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(6);
  });
});
