import { isActive } from '../../state/run-status';
import { selectRun, selectShownTabs, selectTab } from '../../state/selectors';
import { type CommandTable, onActiveTab } from './command';

export const runCommands = {
  run: {
    needs: 'tab',
    keys: ['Mod+Enter'],
    run: (workbench) => onActiveTab(workbench, (tabId) => void workbench.runs.start(tabId)),
  },
  stop: {
    needs: 'run',
    keys: ['Mod+.'],
    run: (workbench) =>
      onActiveTab(workbench, (tabId, state) => {
        if (isActive(selectRun(state, tabId))) void workbench.runs.stop(tabId);
      }),
  },
  runAgain: {
    needs: 'tab',
    keys: ['Mod+Shift+Enter'],
    run: (workbench) => onActiveTab(workbench, (tabId) => void workbench.runs.start(tabId, { kind: 'last' })),
  },
  runBoth: {
    needs: 'tab',
    keys: ['Mod+Alt+Enter'],
    run: ({ store, runs }) => {
      for (const tabId of selectShownTabs(store.getState()).shown) void runs.start(tabId);
    },
  },
  runSelection: {
    needs: 'tab',
    keys: ['Alt+Enter'],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.runSelection(tabId)),
  },
  runOnRequest: {
    needs: 'tab',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.tabs.setRunOn(tabId, 'request')),
  },
  runOnSave: {
    needs: 'tab',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.tabs.setRunOn(tabId, 'save')),
  },
  runWhileTyping: {
    needs: 'tab',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.tabs.setRunOn(tabId, 'typing')),
  },
  toggleTerminal: {
    needs: 'tab',
    keys: ['Mod+J'],
    run: (workbench) =>
      onActiveTab(workbench, (tabId, state) => {
        const isOn = selectTab(state, tabId)?.terminal === 'on';
        workbench.tabs.setTerminal(tabId, isOn ? 'off' : 'on');
      }),
  },
  editEnvironment: {
    needs: 'tab',
    keys: [],
    run: ({ regions }) => regions.focus('environment'),
  },
  showInputs: {
    needs: 'tab',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.inputs.togglePanel(tabId)),
  },
  endInput: {
    needs: 'run',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => void workbench.runs.endInput(tabId)),
  },
  toggleSnippet: {
    needs: 'tab',
    keys: ['Alt+I'],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.snippets.toggle(tabId)),
  },
} satisfies CommandTable;
