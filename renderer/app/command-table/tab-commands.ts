/** Commands: tabs and their files. */
import { selectActiveTab } from '../../state/selectors';
import type { AppState } from '../../state/store';
import { isListShown } from '../../state/tab-files';
import type { Workbench } from '../workbench';
import { type CommandEntry, type CommandTable, onActiveTab } from './command';

/** By its place; the palette has the tabs by their titles. */
function goToTab(place: number): CommandEntry {
  return { keys: [`Alt+${place}`], palette: 'hidden', run: ({ tabs }) => tabs.activateAt(place) };
}

function onShownFile(state: AppState, act: (tabId: string, path: string) => void): void {
  const tab = selectActiveTab(state);
  if (tab) act(tab.id, tab.shown);
}

/** In the list of files, which is shown for it. */
function nameFile({ store, files, regions }: Workbench, region: 'newFile' | 'fileName'): void {
  const tab = selectActiveTab(store.getState());
  if (tab && !isListShown(tab)) files.toggleList(tab.id);
  // The list takes part in the focus once it is drawn.
  setTimeout(() => regions.focus(region));
}

function keepInConflict(workbench: Workbench, keep: 'mine' | 'theirs'): void {
  const tab = selectActiveTab(workbench.store.getState());
  if (tab) void workbench.outside.resolve(tab.id, tab.shown, keep);
}

export const tabCommands = {
  newTab: {
    keys: ['Mod+T', 'Alt+T'],
    run: ({ store }) => store.setState({ activeDialog: 'newTab' }),
  },
  closeTab: {
    needs: 'tab',
    keys: ['Mod+W', 'Alt+W'],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.tabs.close(tabId)),
  },
  reopenTab: {
    keys: ['Mod+Shift+T', 'Alt+Shift+T'],
    run: ({ history }) => void history.reopen(),
  },
  showHistory: {
    keys: ['Mod+Shift+H'],
    run: ({ store }) => store.setState({ activeDialog: 'history' }),
  },
  renameTab: {
    needs: 'tab',
    keys: ['F2'],
    except: 'files',
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.tabs.beginRename(tabId)),
  },
  nextTab: {
    needs: 'tabs',
    keys: ['Ctrl+Tab', 'Ctrl+PageDown', 'Alt+PageDown'],
    run: ({ tabs }) => tabs.activateNeighbour(1),
  },
  previousTab: {
    needs: 'tabs',
    keys: ['Ctrl+Shift+Tab', 'Ctrl+PageUp', 'Alt+PageUp'],
    run: ({ tabs }) => tabs.activateNeighbour(-1),
  },
  moveTabRight: {
    needs: 'tabs',
    keys: ['Ctrl+Shift+PageDown', 'Alt+Shift+PageDown'],
    run: ({ tabs }) => tabs.moveActive(1),
  },
  moveTabLeft: {
    needs: 'tabs',
    keys: ['Ctrl+Shift+PageUp', 'Alt+Shift+PageUp'],
    run: ({ tabs }) => tabs.moveActive(-1),
  },
  showFiles: {
    needs: 'tab',
    keys: ['Mod+B'],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.files.toggleList(tabId)),
  },
  focusFiles: { needs: 'tab', keys: ['Mod+Shift+E'], run: ({ regions }) => regions.focus('files') },
  newFile: { needs: 'tab', keys: [], run: (workbench) => nameFile(workbench, 'newFile') },
  renameFile: { needs: 'tab', keys: [], run: (workbench) => nameFile(workbench, 'fileName') },
  startWithFile: {
    needs: 'tab',
    keys: [],
    run: ({ store, files }) => onShownFile(store.getState(), (id, path) => files.setEntry(id, path)),
  },
  deleteFile: {
    needs: 'files',
    keys: [],
    run: ({ store, files }) => onShownFile(store.getState(), (id, path) => files.remove(id, path)),
  },
  format: {
    needs: 'tab',
    keys: ['Shift+Alt+F'],
    run: (workbench) => onActiveTab(workbench, (tabId) => void workbench.formats.format(tabId)),
  },
  saveSession: { keys: ['Mod+S'], run: (workbench) => void workbench.save() },
  keepMine: { needs: 'conflict', keys: [], run: (workbench) => keepInConflict(workbench, 'mine') },
  keepTheirs: { needs: 'conflict', keys: [], run: (workbench) => keepInConflict(workbench, 'theirs') },
  tab1: goToTab(1),
  tab2: goToTab(2),
  tab3: goToTab(3),
  tab4: goToTab(4),
  tab5: goToTab(5),
  tab6: goToTab(6),
  tab7: goToTab(7),
  tab8: goToTab(8),
  tab9: goToTab(9),
} satisfies CommandTable;
