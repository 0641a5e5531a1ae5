import type { CommandTable } from './command';

export const helpCommands = {
  showKeys: { keys: ['F1'], run: ({ store }) => store.setState({ activeDialog: 'keys' }) },
  showPalette: {
    keys: ['Mod+Shift+P'],
    palette: 'hidden',
    run: ({ store }) => store.setState({ activeDialog: 'palette' }),
  },
  showSettings: { keys: ['Mod+,'], run: ({ store }) => store.setState({ activeDialog: 'settings' }) },
  changeKeys: { keys: [], run: ({ store }) => store.setState({ activeDialog: 'settingsKeys' }) },
  editSettingsText: { keys: [], run: ({ store }) => store.setState({ activeDialog: 'settingsText' }) },
  takeTour: { keys: [], run: ({ tour }) => tour.begin() },
  undoLast: { needs: 'undo', keys: [], run: (workbench) => workbench.undo() },
} satisfies CommandTable;
