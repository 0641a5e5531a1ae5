/** Every command, once: the keymap, the desktop's menu and a palette all run these. */

import { pickFiles, pickFolder } from '../features/files/pick-files';
import { isActive } from '../state/run-status';
import { selectActiveTab, selectLayout, selectRun } from '../state/selectors';
import type { AppState } from '../state/store';
import type { Workbench } from './workbench';

export type CommandId = keyof typeof commandTable;

export interface Command {
  id: CommandId;
  title: string;
  /** The first is shown to the person. */
  keys: readonly string[];
  run(workbench: Workbench): void;
}

interface CommandEntry {
  title: string;
  keys: readonly string[];
  /** Where the focus must be for the keys to work; everywhere by default. The menu does not ask. */
  where?: 'output';
  /** Where the keys mean something else. */
  except?: 'files';
  run(workbench: Workbench): void;
}

/** Puts the output to the other place; one tab and two each have their own. */
export function turnLayout(state: AppState): Partial<AppState> {
  const next = selectLayout(state) === 'beside' ? 'below' : 'beside';
  return state.beside ? { splitLayout: next } : { layout: next };
}

function onActiveTab(workbench: Workbench, act: (tabId: string, state: AppState) => void): void {
  const state = workbench.store.getState();
  const tab = selectActiveTab(state);
  if (tab) act(tab.id, state);
}

const commandTable = {
  newTab: {
    title: 'New tab',
    keys: ['Mod+T', 'Alt+T'],
    run: ({ store }) => store.setState({ activeDialog: 'newTab' }),
  },
  closeTab: {
    title: 'Close tab',
    keys: ['Mod+W', 'Alt+W'],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.tabs.close(tabId)),
  },
  reopenTab: {
    title: 'Reopen closed tab',
    keys: ['Mod+Shift+T', 'Alt+Shift+T'],
    run: ({ history }) => void history.reopen(),
  },
  showHistory: {
    title: 'History of closed tabs',
    keys: ['Mod+Shift+H'],
    run: ({ store }) => store.setState({ activeDialog: 'history' }),
  },
  showFiles: {
    title: 'Show or hide the files of the tab',
    keys: ['Mod+B'],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.files.toggleList(tabId)),
  },
  focusFiles: { title: 'Go to files', keys: ['Mod+Shift+E'], run: ({ regions }) => regions.focus('files') },
  openFolder: { title: 'Open a copy of a folder', keys: [], run: (workbench) => pickFolder(workbench) },
  openFiles: { title: 'Open copies of files or of a zip', keys: [], run: (workbench) => pickFiles(workbench) },
  openLink: { title: 'Open a link', keys: [], run: ({ store }) => store.setState({ activeDialog: 'openLink' }) },
  copyLink: {
    title: 'Copy a link that carries the code',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => void workbench.share.copyLink(tabId)),
  },
  copyMarkdown: {
    title: 'Copy code and output as Markdown',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => void workbench.share.copyMarkdown(tabId)),
  },
  exportFile: {
    title: 'Export the file shown',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.share.exportFile(tabId)),
  },
  exportZip: {
    title: 'Export the tab as a zip',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.share.exportZip(tabId)),
  },
  exportFolder: {
    title: 'Export the tab as a folder',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => void workbench.share.exportFolder(tabId)),
  },
  renameTab: {
    title: 'Rename tab',
    keys: ['F2'],
    except: 'files',
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.tabs.beginRename(tabId)),
  },
  nextTab: {
    title: 'Next tab',
    keys: ['Ctrl+Tab', 'Ctrl+PageDown', 'Alt+PageDown'],
    run: ({ tabs }) => tabs.activateNeighbour(1),
  },
  previousTab: {
    title: 'Previous tab',
    keys: ['Ctrl+Shift+Tab', 'Ctrl+PageUp', 'Alt+PageUp'],
    run: ({ tabs }) => tabs.activateNeighbour(-1),
  },
  moveTabRight: {
    title: 'Move tab right',
    keys: ['Ctrl+Shift+PageDown', 'Alt+Shift+PageDown'],
    run: ({ tabs }) => tabs.moveActive(1),
  },
  moveTabLeft: {
    title: 'Move tab left',
    keys: ['Ctrl+Shift+PageUp', 'Alt+Shift+PageUp'],
    run: ({ tabs }) => tabs.moveActive(-1),
  },
  run: {
    title: 'Run',
    keys: ['Mod+Enter'],
    run: (workbench) => onActiveTab(workbench, (tabId) => void workbench.runs.start(tabId)),
  },
  runSelection: {
    title: 'Run selection or line',
    keys: ['Alt+Enter'],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.runSelection(tabId)),
  },
  runAgain: {
    title: 'Run again as before',
    keys: ['Mod+Shift+Enter'],
    run: (workbench) => onActiveTab(workbench, (tabId) => void workbench.runs.start(tabId, { kind: 'last' })),
  },
  runOnRequest: {
    title: 'Run this tab: when asked',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.tabs.setRunOn(tabId, 'request')),
  },
  runOnSave: {
    title: 'Run this tab: on save',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.tabs.setRunOn(tabId, 'save')),
  },
  runWhileTyping: {
    title: 'Run this tab: while typing',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.tabs.setRunOn(tabId, 'typing')),
  },
  editEnvironment: {
    title: 'Environment variables of the tab',
    keys: [],
    run: ({ regions }) => regions.focus('environment'),
  },
  showInputs: {
    title: 'Input for each run',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.inputs.togglePanel(tabId)),
  },
  stop: {
    title: 'Stop',
    keys: ['Mod+.'],
    run: (workbench) =>
      onActiveTab(workbench, (tabId, state) => {
        if (isActive(selectRun(state, tabId))) void workbench.runs.stop(tabId);
      }),
  },
  toggleSnippet: {
    title: 'Run with or without boilerplate',
    keys: ['Alt+I'],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.snippets.toggle(tabId)),
  },
  nextProblem: {
    title: 'Next problem',
    keys: ['F8'],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.problems.goToNeighbour(tabId, 1)),
  },
  previousProblem: {
    title: 'Previous problem',
    keys: ['Shift+F8'],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.problems.goToNeighbour(tabId, -1)),
  },
  focusEditor: { title: 'Go to editor', keys: ['Mod+E'], run: ({ regions }) => regions.focus('editor') },
  focusOutput: { title: 'Go to output', keys: ['Mod+O'], run: ({ regions }) => regions.focus('output') },
  focusStdin: { title: 'Go to input line', keys: ['Mod+I'], run: ({ regions }) => regions.focus('stdin') },
  focusNextRegion: { title: 'Go to next part of the window', keys: ['F6'], run: ({ regions }) => regions.focusNext() },
  findInOutput: {
    title: 'Find in output',
    keys: ['Mod+F'],
    where: 'output',
    run: ({ regions }) => regions.focus('find'),
  },
  clearOutput: {
    title: 'Clear output',
    keys: ['Mod+K'],
    where: 'output',
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.runs.clear(tabId)),
  },
  copyOutput: {
    title: 'Copy all output',
    keys: ['Mod+Shift+C'],
    run: (workbench) => onActiveTab(workbench, (tabId) => void workbench.copyOutput(tabId)),
  },
  toggleWrap: {
    title: 'Wrap long output lines',
    keys: ['Alt+Z'],
    run: ({ store }) => store.setState((state) => ({ outputWrap: state.outputWrap === 'wrap' ? 'scroll' : 'wrap' })),
  },
  toggleLayout: {
    title: 'Put output beside or below',
    keys: ['Mod+Shift+L'],
    run: ({ store }) => store.setState(turnLayout),
  },
  themeSystem: { title: 'Theme: as the system', keys: [], run: (workbench) => workbench.setTheme('system') },
  themeDark: { title: 'Theme: dark', keys: [], run: (workbench) => workbench.setTheme('dark') },
  themeLight: { title: 'Theme: light', keys: [], run: (workbench) => workbench.setTheme('light') },
  themeContrast: { title: 'Theme: high contrast', keys: [], run: (workbench) => workbench.setTheme('contrast') },
  engineAuto: {
    title: 'Engine of all tabs: automatic',
    keys: [],
    run: ({ store }) => store.setState({ provider: 'auto' }),
  },
  engineDocker: {
    title: 'Engine of all tabs: Docker',
    keys: [],
    run: ({ store }) => store.setState({ provider: 'docker' }),
  },
  engineEmbedded: {
    title: 'Engine of all tabs: embedded',
    keys: [],
    run: ({ store }) => store.setState({ provider: 'embedded' }),
  },
  tabEngineAll: {
    title: 'Engine of this tab: same as all tabs',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.tabs.setProvider(tabId, undefined)),
  },
  tabEngineDocker: {
    title: 'Engine of this tab: Docker',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.tabs.setProvider(tabId, 'docker')),
  },
  tabEngineEmbedded: {
    title: 'Engine of this tab: embedded',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.tabs.setProvider(tabId, 'embedded')),
  },
  showLanguages: { title: 'Languages', keys: [], run: ({ store }) => store.setState({ activeDialog: 'languages' }) },
  showDoctor: {
    title: 'Docker doctor',
    keys: [],
    run: ({ store, engine }) => {
      store.setState({ activeDialog: 'doctor' });
      void engine.diagnose();
    },
  },
  showKeys: { title: 'Keyboard shortcuts', keys: ['F1'], run: ({ store }) => store.setState({ activeDialog: 'keys' }) },
  saveSession: { title: 'Save tabs', keys: ['Mod+S'], run: (workbench) => void workbench.save() },
} as const satisfies Record<string, CommandEntry>;

const entries = Object.entries(commandTable) as Array<[CommandId, CommandEntry]>;

export const commands: ReadonlyArray<Command & Pick<CommandEntry, 'where' | 'except'>> = entries.map(([id, entry]) => ({
  id,
  ...entry,
}));

/** Alt+1 to Alt+9 choose a tab by its place. */
export const TAB_NUMBER_KEYS = /^Digit([1-9])$/;

export function findCommand(id: string): Command | null {
  return commands.find((command) => command.id === id) ?? null;
}
