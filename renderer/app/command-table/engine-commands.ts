import { type CommandTable, onActiveTab } from './command';

export const engineCommands = {
  engineAuto: {
    keys: [],
    run: ({ store }) => store.setState({ provider: 'auto' }),
  },
  engineDocker: {
    keys: [],
    run: ({ store }) => store.setState({ provider: 'docker' }),
  },
  engineEmbedded: {
    keys: [],
    run: ({ store }) => store.setState({ provider: 'embedded' }),
  },
  tabEngineAll: {
    needs: 'tab',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.tabs.setProvider(tabId, undefined)),
  },
  tabEngineDocker: {
    needs: 'tab',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.tabs.setProvider(tabId, 'docker')),
  },
  tabEngineEmbedded: {
    needs: 'tab',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.tabs.setProvider(tabId, 'embedded')),
  },
  showLanguages: { keys: [], run: ({ store }) => store.setState({ activeDialog: 'languages' }) },
  showDoctor: {
    keys: [],
    run: ({ store, engine }) => {
      store.setState({ activeDialog: 'doctor' });
      void engine.diagnose();
    },
  },
  findDocker: { keys: [], run: ({ engine }) => void engine.diagnose() },
} satisfies CommandTable;
