import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import type { Settings } from '../../contract';
import { findCommand } from '../../renderer/app/commands';
import { describeMenu } from './app-menu';

function flatten(items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);
}

/** The ids of all commands of the menu, as a click on each sends them. */
function clickAll(platform: NodeJS.Platform, keys: Settings['keys'] = {}) {
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
});
