/** Named questions to the store, so that a component is drawn anew only when its answer changes. */
import type { ImageStatus, ProviderChoice, RuntimeStatus, Spec, TerminalMode } from '../../contract';
import type { Words } from '../words/words';
import { type EngineForecast, forecastEngine } from './engine-forecast';
import { idle, type RunStatus } from './run-status';
import type { AppState, ImageJob, Layout, RuntimeJob } from './store';
import type { Tab } from './tabs';

const noSpecs: Spec[] = [];

export const selectActiveTab = (state: AppState): Tab | null =>
  state.tabs.find((tab) => tab.id === state.activeTabId) ?? null;

export const selectTab = (state: AppState, tabId: string | null): Tab | null =>
  state.tabs.find((tab) => tab.id === tabId) ?? null;

/** The tabs that are shown, from left to right, and which of them is active. */
export const selectShownTabs = ({ activeTabId, beside }: AppState) => {
  const other = beside === null ? [] : [beside.tabId];
  const active = activeTabId === null ? [] : [activeTabId];
  const shown = beside?.side === 'left' ? [...other, ...active] : [...active, ...other];
  return { shown, active: activeTabId };
};

/** Where the output of each tab stands. */
export const selectLayout = (state: AppState): Layout => (state.beside ? state.splitLayout : state.layout);

export const selectSpecs = (state: AppState): Spec[] =>
  state.catalog.kind === 'ready' ? state.catalog.specs : noSpecs;

export const selectSpec = (state: AppState, specId: string | undefined): Spec | null =>
  selectSpecs(state).find((spec) => spec.id === specId) ?? null;

export const selectRun = (state: AppState, tabId: string | null): RunStatus =>
  (tabId === null ? undefined : state.runs[tabId]) ?? idle;

export const selectImage = (state: AppState, specId: string | undefined): ImageStatus | null =>
  (specId === undefined ? undefined : state.images[specId]) ?? null;

export const selectImageJob = (state: AppState, specId: string | undefined): ImageJob | null =>
  (specId === undefined ? undefined : state.imageJobs[specId]) ?? null;

/** The runtime that the embedded engine has for a language; null where it has none. */
export const selectRuntime = (state: AppState, spec: Spec | null): RuntimeStatus | null =>
  (spec?.embedded === undefined || state.runtimes.kind === 'loading' ? null : state.runtimes.byId[spec.embedded]) ??
  null;

export const selectRuntimeJob = (state: AppState, runtimeId: string | undefined): RuntimeJob | null =>
  (runtimeId === undefined ? undefined : state.runtimeJobs[runtimeId]) ?? null;

/** The engine that a tab asks for: its own choice, or that of all tabs. */
export const selectChoice = (state: AppState, tabId: string | null): ProviderChoice =>
  state.tabs.find((tab) => tab.id === tabId)?.provider ?? state.provider;

export const selectForecast = (
  state: AppState,
  spec: Spec | null,
  choice: ProviderChoice,
  terminal: TerminalMode = 'off',
): EngineForecast => {
  if (!spec) return { kind: 'unknown' };
  const isLoading = spec.embedded !== undefined && state.runtimes.kind === 'loading';
  return forecastEngine({
    choice,
    engine: state.engine,
    image: selectImage(state, spec.id),
    runtime: isLoading ? 'unknown' : selectRuntime(state, spec),
    terminal,
  });
};

/** The engine that would run the tab now. */
export const selectTabForecast = (state: AppState, tabId: string | null): EngineForecast => {
  const tab = selectTab(state, tabId);
  return selectForecast(state, selectSpec(state, tab?.specId), selectChoice(state, tabId), tab?.terminal);
};

/** Whether the tab shows a terminal: what runs in it has one, or what runs next will. Earlier runs are shown without. */
export const selectShownTerminal = (state: AppState, tabId: string): TerminalMode => {
  if (state.shownRuns[tabId]) return 'off';
  const status = selectRun(state, tabId);
  return status.kind === 'running' ? status.origin.terminal : (selectTab(state, tabId)?.terminal ?? 'off');
};

/** Whether a run puts boilerplate around the tab's code. `impossible`: no template, or several files. */
export const selectSnippet = (state: AppState, tabId: string | null): 'impossible' | 'off' | 'on' => {
  const tab = state.tabs.find((candidate) => candidate.id === tabId);
  if (!tab || tab.files.length > 1 || !selectSpec(state, tab.specId)?.inline) return 'impossible';
  return tab.form === 'snippet' ? 'on' : 'off';
};

export const selectWords = (state: AppState): Words => state.words;
