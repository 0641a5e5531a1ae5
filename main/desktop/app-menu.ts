/**
 * The standard menu. Our own commands are sent to the page, whose keymap owns their keys on every door: the menu only
 * shows them. (macOS shows and takes them, but asks the page first, which keeps what it has used.)
 */
import type { MenuItemConstructorOptions } from 'electron';
import type { Settings } from '../../contract';
import type { MenuWords } from '../../contract/menu-words';

/** What the menu can do beside the roles that Electron has. */
export interface MenuActions {
  /** Sends a command of the renderer's command table. */
  send(command: string): void;
  /** Presses keys in the page: for edits that the editor does itself and Electron's roles do not reach. */
  press(keyCode: string, modifiers: Array<'control' | 'meta' | 'shift'>): void;
  reload(): void;
  showAbout(): void;
}

/** @param keys those that the person has set, by command; the others have their own */
export function describeMenu(
  platform: NodeJS.Platform,
  actions: MenuActions,
  words: MenuWords,
  keys: Settings['keys'] = {},
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const { menus, acts } = words;
  const command: DescribeCommand = (id, usual) => {
    const accelerator = Object.hasOwn(keys, id) ? describeAccelerator(keys[id]?.[0]) : usual;
    const shown = accelerator ? { accelerator, registerAccelerator: false } : {};
    return { label: words.commands[id], id, click: () => actions.send(id), ...shown };
  };
  const role = (name: RoleName): MenuItemConstructorOptions => ({ role: name, label: acts[name] });
  const settings = command('showSettings', 'CommandOrControl+,');
  return [
    ...(isMac ? [describeAppMenu(settings, role)] : []),
    {
      label: menus.file,
      submenu: [
        command('newTab', 'CommandOrControl+T'),
        command('renameTab', 'F2'),
        command('closeTab', 'CommandOrControl+W'),
        command('reopenTab', 'CommandOrControl+Shift+T'),
        command('showHistory', 'CommandOrControl+Shift+H'),
        separator,
        command('openFiles'),
        command('openFolder'),
        command('openLink'),
        {
          label: menus.library,
          submenu: [
            command('saveTemplate'),
            command('saveSnippet'),
            command('insertSnippet', 'Alt+S'),
            command('showLibrary'),
          ],
        },
        {
          label: menus.share,
          submenu: [
            command('copyLink'),
            command('copyMarkdown'),
            separator,
            command('exportFile'),
            command('exportZip'),
            command('exportFolder'),
          ],
        },
        separator,
        command('saveSession', 'CommandOrControl+S'),
        ...(isMac ? [] : [separator, settings, separator, role('quit')]),
      ],
    },
    { label: menus.edit, submenu: describeEditMenu(isMac, actions, acts, command, role) },
    {
      label: menus.view,
      submenu: [
        command('showPalette', 'CommandOrControl+Shift+P'),
        separator,
        command('splitView', 'CommandOrControl+\\'),
        command('toggleLayout', 'CommandOrControl+Shift+L'),
        command('toggleWrap', 'Alt+Z'),
        {
          label: menus.theme,
          submenu: [command('themeSystem'), command('themeDark'), command('themeLight'), command('themeContrast')],
        },
        separator,
        command('showFiles', 'CommandOrControl+B'),
        separator,
        command('focusEditor', 'CommandOrControl+E'),
        command('focusOutput', 'CommandOrControl+O'),
        command('focusStdin', 'CommandOrControl+I'),
        command('nextProblem', 'F8'),
        command('previousProblem', 'Shift+F8'),
        separator,
        role('resetZoom'),
        role('zoomIn'),
        role('zoomOut'),
        role('togglefullscreen'),
      ],
    },
    {
      label: menus.run,
      submenu: [
        command('run', 'CommandOrControl+Enter'),
        command('runSelection', 'Alt+Enter'),
        command('runAgain', 'CommandOrControl+Shift+Enter'),
        command('runBoth', 'CommandOrControl+Alt+Enter'),
        command('stop', 'CommandOrControl+.'),
        command('toggleSnippet', 'Alt+I'),
        separator,
        {
          label: menus.trigger,
          submenu: [command('runOnRequest'), command('runOnSave'), command('runWhileTyping')],
        },
        command('editEnvironment'),
        command('showInputs'),
        separator,
        {
          label: menus.tabEngine,
          submenu: [command('tabEngineAll'), command('tabEngineDocker'), command('tabEngineEmbedded')],
        },
        {
          label: menus.engine,
          submenu: [command('engineAuto'), command('engineDocker'), command('engineEmbedded')],
        },
        command('showLanguages'),
        separator,
        command('showEarlierRuns'),
        command('pinOutput', 'Alt+P'),
        command('compareOutput', 'Alt+D'),
        separator,
        command('clearOutput', 'CommandOrControl+K'),
        command('copyOutput', 'CommandOrControl+Shift+C'),
      ],
    },
    {
      label: menus.window,
      role: 'window',
      submenu: [
        role('minimize'),
        ...(isMac ? [role('zoom')] : []),
        separator,
        command('nextTab', 'Control+Tab'),
        command('previousTab', 'Control+Shift+Tab'),
        command('moveTabRight', 'Control+Shift+PageDown'),
        command('moveTabLeft', 'Control+Shift+PageUp'),
        separator,
        { label: acts.reload, id: 'reload', click: () => actions.reload() },
        role('toggleDevTools'),
      ],
    },
    {
      label: menus.help,
      role: 'help',
      submenu: [
        command('showKeys', 'F1'),
        command('takeTour'),
        command('showDoctor'),
        ...(isMac ? [] : [separator, { label: acts.about, id: 'about', click: () => actions.showAbout() }]),
      ],
    },
  ];
}

const separator = { type: 'separator' } as const;

/** What Electron's `appMenu` role has, with the settings where a Mac has them. */
function describeAppMenu(settings: MenuItemConstructorOptions, role: DescribeRole): MenuItemConstructorOptions {
  return {
    label: 'Runyard',
    submenu: [
      role('about'),
      separator,
      settings,
      separator,
      role('services'),
      separator,
      role('hide'),
      role('hideOthers'),
      role('unhide'),
      separator,
      role('quit'),
    ],
  };
}

const ACCELERATOR = /^(?:(?:Mod|Ctrl|Alt|Shift)\+)*(?:[A-Z0-9.,/\\;'[\]=`-]|F\d{1,2}|[A-Z][A-Za-z]+)$/;

/** Keys as the window writes them, as Electron does; it throws at what it does not know, so that is not shown. */
function describeAccelerator(keys: string | undefined): string | undefined {
  if (keys === undefined || !ACCELERATOR.test(keys)) return undefined;
  return keys
    .replace('Mod', 'CommandOrControl')
    .replace('Ctrl', 'Control')
    .replace('Arrow', '')
    .replace('Enter', 'Return');
}

type DescribeCommand = (id: keyof MenuWords['commands'], accelerator?: string) => MenuItemConstructorOptions;

/** Those of Electron's that have words of ours. */
type RoleName = keyof MenuWords['acts'] & NonNullable<MenuItemConstructorOptions['role']>;

type DescribeRole = (name: RoleName) => MenuItemConstructorOptions;

function describeEditMenu(
  isMac: boolean,
  actions: MenuActions,
  acts: MenuWords['acts'],
  command: DescribeCommand,
  role: DescribeRole,
): MenuItemConstructorOptions[] {
  const pressed = (label: string, keyCode: string, shift: 'shift' | null): MenuItemConstructorOptions => ({
    label,
    accelerator: `CommandOrControl+${shift ? 'Shift+' : ''}${keyCode}`,
    registerAccelerator: false,
    click: () => actions.press(keyCode, shift ? ['control', shift] : ['control']),
  });
  return [
    isMac ? role('undo') : pressed(acts.undo, 'Z', null),
    isMac ? role('redo') : pressed(acts.redo, 'Z', 'shift'),
    separator,
    role('cut'),
    role('copy'),
    role('paste'),
    isMac ? role('selectAll') : pressed(acts.selectAll, 'A', null),
    separator,
    command('findInOutput', 'CommandOrControl+F'),
  ];
}
