/** Commands: what comes in from elsewhere, and goes out. */
import { pickFiles, pickFolder } from '../../features/files/pick-files';
import { type CommandTable, onActiveTab } from './command';

export const shareCommands = {
  openFolder: { keys: [], run: (workbench) => pickFolder(workbench) },
  openFiles: { keys: [], run: (workbench) => pickFiles(workbench) },
  openLink: { keys: [], run: ({ store }) => store.setState({ activeDialog: 'openLink' }) },
  copyLink: {
    needs: 'tab',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => void workbench.share.copyLink(tabId)),
  },
  copyMarkdown: {
    needs: 'tab',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => void workbench.share.copyMarkdown(tabId)),
  },
  exportFile: {
    needs: 'tab',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.share.exportFile(tabId)),
  },
  exportZip: {
    needs: 'tab',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.share.exportZip(tabId)),
  },
  exportFolder: {
    needs: 'tab',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => void workbench.share.exportFolder(tabId)),
  },
  saveTemplate: {
    needs: 'tab',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.templates.draftTemplate(tabId)),
  },
  saveSnippet: {
    needs: 'tab',
    keys: [],
    run: (workbench) =>
      onActiveTab(workbench, (tabId) => workbench.templates.draftSnippet(tabId, workbench.readSelectedCode(tabId))),
  },
  insertSnippet: {
    needs: 'tab',
    keys: ['Alt+S'],
    run: ({ store }) => store.setState({ activeDialog: 'snippets' }),
  },
  showLibrary: { keys: [], run: ({ store }) => store.setState({ activeDialog: 'library' }) },
} satisfies CommandTable;
