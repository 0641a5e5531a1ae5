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
} satisfies CommandTable;
