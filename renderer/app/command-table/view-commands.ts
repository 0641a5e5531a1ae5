/** Commands: where things stand and how they look. */

import { defaultSettings, EditorSettings } from '../../../contract';
import { selectLayout } from '../../state/selectors';
import { type AppState, DEFAULT_EDITOR_SHARE } from '../../state/store';
import type { Workbench } from '../workbench';
import { type CommandTable, onActiveTab } from './command';

/** Puts the output to the other place; one tab and two each have their own. */
export function turnLayout(state: AppState): Partial<AppState> {
  const next = selectLayout(state) === 'beside' ? 'below' : 'beside';
  return state.beside ? { splitLayout: next } : { layout: next };
}

/** A size out of bounds is not taken. */
function changeFontSize({ settings }: Workbench, change: (size: number) => number): void {
  void settings.change((now) => {
    const fontSize = EditorSettings.shape.fontSize.safeParse(change(now.editor.fontSize));
    return fontSize.success ? { ...now, editor: { ...now.editor, fontSize: fontSize.data } } : now;
  });
}

export const viewCommands = {
  focusEditor: { needs: 'tab', keys: ['Mod+E'], run: ({ regions }) => regions.focus('editor') },
  focusOutput: { needs: 'tab', keys: ['Mod+O'], run: ({ regions }) => regions.focus('output') },
  focusStdin: { needs: 'tab', keys: ['Mod+I'], run: ({ regions }) => regions.focus('stdin') },
  focusNextRegion: { keys: ['F6'], run: ({ regions }) => regions.focusNeighbour(1) },
  focusPreviousRegion: { keys: ['Shift+F6'], run: ({ regions }) => regions.focusNeighbour(-1) },
  nextProblem: {
    needs: 'tab',
    keys: ['F8'],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.problems.goToNeighbour(tabId, 1)),
  },
  previousProblem: {
    needs: 'tab',
    keys: ['Shift+F8'],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.problems.goToNeighbour(tabId, -1)),
  },
  splitView: { needs: 'tab', keys: ['Mod+\\'], run: ({ split }) => split.toggle() },
  openBeside: {
    needs: 'tab',
    keys: [],
    run: (workbench) => onActiveTab(workbench, (tabId) => workbench.split.openBeside(tabId)),
  },
  toggleLayout: {
    keys: ['Mod+Shift+L'],
    run: ({ store }) => store.setState(turnLayout),
  },
  themeSystem: { keys: [], run: (workbench) => workbench.setTheme('system') },
  themeDark: { keys: [], run: (workbench) => workbench.setTheme('dark') },
  themeLight: { keys: [], run: (workbench) => workbench.setTheme('light') },
  themeContrast: { keys: [], run: (workbench) => workbench.setTheme('contrast') },
  resetDivider: { needs: 'tab', keys: [], run: ({ store }) => store.setState({ editorShare: DEFAULT_EDITOR_SHARE }) },
  largerText: { keys: [], run: (workbench) => changeFontSize(workbench, (size) => size + 1) },
  smallerText: { keys: [], run: (workbench) => changeFontSize(workbench, (size) => size - 1) },
  usualText: { keys: [], run: (workbench) => changeFontSize(workbench, () => defaultSettings.editor.fontSize) },
  toggleWordWrap: {
    keys: [],
    run: ({ settings }) =>
      void settings.change((now) => ({ ...now, editor: { ...now.editor, wordWrap: !now.editor.wordWrap } })),
  },
  dismissNotices: { needs: 'notice', keys: [], run: ({ store }) => store.setState({ notices: [] }) },
} satisfies CommandTable;
