/**
 * The standard menu. Our own commands are sent to the page, whose keymap owns their keys on every door: the menu only
 * shows them. (macOS shows and takes them, but asks the page first, which keeps what it has used.)
 */
import type { MenuItemConstructorOptions } from 'electron';
import type { Settings } from '../../contract';

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
  keys: Settings['keys'] = {},
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const command = (label: string, id: string, usual?: string): MenuItemConstructorOptions => {
    const accelerator = Object.hasOwn(keys, id) ? describeAccelerator(keys[id]?.[0]) : usual;
    const shown = accelerator ? { accelerator, registerAccelerator: false } : {};
    return { label, id, click: () => actions.send(id), ...shown };
  };
  const settings = command('Settings …', 'showSettings', 'CommandOrControl+,');
  return [
    ...(isMac ? [describeAppMenu(settings)] : []),
    {
      label: '&File',
      submenu: [
        command('New Tab …', 'newTab', 'CommandOrControl+T'),
        command('Rename Tab …', 'renameTab', 'F2'),
        command('Close Tab', 'closeTab', 'CommandOrControl+W'),
        command('Reopen Closed Tab', 'reopenTab', 'CommandOrControl+Shift+T'),
        command('History of Closed Tabs …', 'showHistory', 'CommandOrControl+Shift+H'),
        separator,
        command('Open Copies of Files or of a Zip …', 'openFiles'),
        command('Open a Copy of a Folder …', 'openFolder'),
        command('Open a Link …', 'openLink'),
        {
          label: 'Templates and Snippets',
          submenu: [
            command('Save Tab as Template …', 'saveTemplate'),
            command('Save Selection as Snippet …', 'saveSnippet'),
            command('Insert a Snippet …', 'insertSnippet', 'Alt+S'),
            command('Templates and Snippets …', 'showLibrary'),
          ],
        },
        {
          label: 'Share or Export the Tab',
          submenu: [
            command('Copy a Link', 'copyLink'),
            command('Copy as Markdown', 'copyMarkdown'),
            separator,
            command('Export the File Shown …', 'exportFile'),
            command('Export as a Zip …', 'exportZip'),
            command('Export as a Folder …', 'exportFolder'),
          ],
        },
        separator,
        command('Save Tabs', 'saveSession', 'CommandOrControl+S'),
        ...(isMac ? [] : [separator, settings, separator, { role: 'quit' as const }]),
      ],
    },
    { label: '&Edit', submenu: describeEditMenu(isMac, actions, command) },
    {
      label: '&View',
      submenu: [
        command('Command Palette …', 'showPalette', 'CommandOrControl+Shift+P'),
        separator,
        command('Two Tabs Side by Side', 'splitView', 'CommandOrControl+\\'),
        command('Output Beside or Below', 'toggleLayout', 'CommandOrControl+Shift+L'),
        command('Wrap Long Output Lines', 'toggleWrap', 'Alt+Z'),
        {
          label: 'Theme',
          submenu: [
            command('As the System', 'themeSystem'),
            command('Dark', 'themeDark'),
            command('Light', 'themeLight'),
            command('High Contrast', 'themeContrast'),
          ],
        },
        separator,
        command('Files of the Tab', 'showFiles', 'CommandOrControl+B'),
        separator,
        command('Go to Editor', 'focusEditor', 'CommandOrControl+E'),
        command('Go to Output', 'focusOutput', 'CommandOrControl+O'),
        command('Go to Input Line', 'focusStdin', 'CommandOrControl+I'),
        command('Next Problem', 'nextProblem', 'F8'),
        command('Previous Problem', 'previousProblem', 'Shift+F8'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    {
      label: '&Run',
      submenu: [
        command('Run', 'run', 'CommandOrControl+Enter'),
        command('Run Selection or Line', 'runSelection', 'Alt+Enter'),
        command('Run Again as Before', 'runAgain', 'CommandOrControl+Shift+Enter'),
        command('Run Both Tabs That Are Shown', 'runBoth', 'CommandOrControl+Alt+Enter'),
        command('Stop', 'stop', 'CommandOrControl+.'),
        command('With or Without Boilerplate', 'toggleSnippet', 'Alt+I'),
        separator,
        {
          label: 'Run This Tab',
          submenu: [
            command('When Asked', 'runOnRequest'),
            command('On Save', 'runOnSave'),
            command('While Typing', 'runWhileTyping'),
          ],
        },
        command('Environment Variables …', 'editEnvironment'),
        command('Input for Each Run', 'showInputs'),
        separator,
        {
          label: 'Engine of This Tab',
          submenu: [
            command('Same as All Tabs', 'tabEngineAll'),
            command('Docker', 'tabEngineDocker'),
            command('Embedded', 'tabEngineEmbedded'),
          ],
        },
        {
          label: 'Engine of All Tabs',
          submenu: [
            command('Automatic', 'engineAuto'),
            command('Docker', 'engineDocker'),
            command('Embedded', 'engineEmbedded'),
          ],
        },
        command('Languages …', 'showLanguages'),
        separator,
        command('Earlier Runs …', 'showEarlierRuns'),
        command('Pin the Output', 'pinOutput', 'Alt+P'),
        command('Compare the Output', 'compareOutput', 'Alt+D'),
        separator,
        command('Clear Output', 'clearOutput', 'CommandOrControl+K'),
        command('Copy All Output', 'copyOutput', 'CommandOrControl+Shift+C'),
      ],
    },
    {
      label: '&Window',
      role: 'window',
      submenu: [
        { role: 'minimize' },
        ...(isMac ? [{ role: 'zoom' as const }] : []),
        separator,
        command('Next Tab', 'nextTab', 'Control+Tab'),
        command('Previous Tab', 'previousTab', 'Control+Shift+Tab'),
        command('Move Tab Right', 'moveTabRight', 'Control+Shift+PageDown'),
        command('Move Tab Left', 'moveTabLeft', 'Control+Shift+PageUp'),
        separator,
        { label: 'Reload Window', id: 'reload', click: () => actions.reload() },
        { role: 'toggleDevTools' },
      ],
    },
    {
      label: '&Help',
      role: 'help',
      submenu: [
        command('Keyboard Shortcuts', 'showKeys', 'F1'),
        command('Take the Tour', 'takeTour'),
        command('Docker Doctor …', 'showDoctor'),
        ...(isMac ? [] : [separator, { label: 'About Runyard', id: 'about', click: () => actions.showAbout() }]),
      ],
    },
  ];
}

const separator = { type: 'separator' } as const;

/** What Electron's `appMenu` role has, with the settings where a Mac has them. */
function describeAppMenu(settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
  const roles = (...names: Array<NonNullable<MenuItemConstructorOptions['role']>>) => names.map((role) => ({ role }));
  return {
    label: 'Runyard',
    submenu: [
      ...roles('about'),
      separator,
      settings,
      separator,
      ...roles('services'),
      separator,
      ...roles('hide', 'hideOthers', 'unhide'),
      separator,
      ...roles('quit'),
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

type DescribeCommand = (label: string, id: string, accelerator?: string) => MenuItemConstructorOptions;

function describeEditMenu(
  isMac: boolean,
  actions: MenuActions,
  command: DescribeCommand,
): MenuItemConstructorOptions[] {
  const pressed = (label: string, keyCode: string, shift: 'shift' | null): MenuItemConstructorOptions => ({
    label,
    accelerator: `CommandOrControl+${shift ? 'Shift+' : ''}${keyCode}`,
    registerAccelerator: false,
    click: () => actions.press(keyCode, shift ? ['control', shift] : ['control']),
  });
  const undoAndSelect = isMac
    ? { undo: { role: 'undo' as const }, redo: { role: 'redo' as const }, selectAll: { role: 'selectAll' as const } }
    : {
        undo: pressed('Undo', 'Z', null),
        redo: pressed('Redo', 'Z', 'shift'),
        selectAll: pressed('Select All', 'A', null),
      };
  return [
    undoAndSelect.undo,
    undoAndSelect.redo,
    separator,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    undoAndSelect.selectAll,
    separator,
    command('Find in Output', 'findInOutput', 'CommandOrControl+F'),
  ];
}
