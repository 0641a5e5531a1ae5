/** Named questions to the store, so that a component is drawn anew only when its answer changes. */
import type { ImageStatus, Spec } from '../../contract';
import { idle, type RunStatus } from './run-status';
import type { AppState, ImageJob } from './store';
import type { Tab } from './tabs';

const noSpecs: Spec[] = [];

export const selectActiveTab = (state: AppState): Tab | null =>
  state.tabs.find((tab) => tab.id === state.activeTabId) ?? null;

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
