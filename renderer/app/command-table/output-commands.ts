import { type CommandTable, onActiveTab } from './command';

export const outputCommands = {
  findInOutput: {
    needs: 'tab',
    keys: ['Mod+F'],
    where: 'output',
    run: ({ regions }) => regions.focus('find'),
  },
  clearOutput: {
    needs: 'tab',
    keys: ['Mod+K'],
    where: 'output',
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.runs.clear(tabId)),
  },
  copyOutput: {
    needs: 'tab',
    keys: ['Mod+Shift+C'],
    run: (workbench) => onActiveTab(workbench, (tabId) => void workbench.copyOutput(tabId)),
  },
  toggleWrap: {
    keys: ['Alt+Z'],
    run: ({ store }) => store.setState((state) => ({ outputWrap: state.outputWrap === 'wrap' ? 'scroll' : 'wrap' })),
  },
  showEarlierRuns: { needs: 'tab', keys: [], run: ({ regions }) => regions.focus('earlierRuns') },
  pinOutput: {
    needs: 'tab',
    keys: ['Alt+P'],
    run: (workbench) => onActiveTab(workbench, (tabId) => void workbench.shownRuns.togglePin(tabId)),
  },
  compareOutput: {
    needs: 'tab',
    keys: ['Alt+D'],
    run: (workbench) => onActiveTab(workbench, (tabId) => void workbench.shownRuns.toggleComparison(tabId)),
  },
} satisfies CommandTable;
