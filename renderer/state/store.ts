/** All that the window knows, in small slices. Text and output live outside (`Documents`, `OutputBuffer`). */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  AppInfo,
  DiskUsage,
  EngineStatus,
  FileConflict,
  ImageStatus,
  LastRun,
  LoadedSettings,
  ProviderChoice,
  RecentGivens,
  RuntimeStatus,
  RuntimeUsage,
  SavedInput,
  Settings,
  SourceFile,
  Spec,
  SpecProblem,
  Template,
  WindowLayout,
  WordsLanguage,
} from '../../contract';
import { defaultSettings } from '../../contract';
import { findWords, type Words } from '../words/words';
import type { ErrorView, RunStatus } from './run-status';
import type { ShownRun } from './shown-run';
import { noTabs, type TabsState } from './tabs';

export type Layout = WindowLayout['layout'];

export type Catalog =
  | { kind: 'loading' }
  | { kind: 'ready'; specs: Spec[]; problems: SpecProblem[] }
  | { kind: 'failed'; error: ErrorView };

export type ImageWay = 'pull' | 'build';

/** An image that is on its way, or failed to come. */
export type ImageJob =
  | { kind: 'working'; way: ImageWay; message: string; fraction: number | null; log: string }
  | { kind: 'failed'; way: ImageWay; error: ErrorView; log: string };

/** A runtime of the embedded engine that is being installed, or could not be. */
export type RuntimeJob = { kind: 'working'; message: string; fraction: number } | { kind: 'failed'; error: ErrorView };

/** An image that is being removed, or could not be. */
export type ImageRemoval = { kind: 'working' } | { kind: 'failed'; error: ErrorView };

/** What is on disk and when it was used; null where nobody knows. */
export interface Usage {
  readonly state: 'unknown' | 'asking' | 'known';
  readonly images: DiskUsage | null;
  readonly runtimes: RuntimeUsage | null;
  readonly lastRuns: readonly LastRun[];
}

/** What is known of the embedded engine's runtimes, by their ids. */
export type Runtimes = { kind: 'loading' } | { kind: 'ready'; byId: Readonly<Record<string, RuntimeStatus>> };

/** `newTab` chooses a language; `languages` says which can run, and gets what is missing. */
export type ActiveDialog =
  | 'none'
  | 'palette'
  | 'settings'
  | 'settingsKeys'
  | 'settingsText'
  | 'newTab'
  | 'newTabBeside'
  | 'openLink'
  | 'template'
  | 'library'
  | 'snippets'
  | 'languages'
  | 'history'
  | 'doctor'
  | 'keys';

/** What was just taken away and can be brought back with one click. */
export type UndoOffer =
  | { kind: 'tab'; title: string }
  | { kind: 'template'; template: Template }
  | { kind: 'output'; tabId: string }
  | { kind: 'file'; tabId: string; file: SourceFile; index: number; role: 'entry' | 'other' }
  /** The tab's own files, before those of an earlier run took their place. */
  | { kind: 'code'; tabId: string; files: readonly SourceFile[] }
  | { kind: 'input'; tabId: string; input: SavedInput; index: number; role: 'chosen' | 'other' }
  /** `removed`: the name of one variable; null where all were replaced. */
  | { kind: 'environment'; tabId: string; env: Readonly<Record<string, string>>; removed: string | null };

/** `loading`: the session is not there yet, so nothing may be saved over it. */
export type SessionPhase = { kind: 'loading' } | { kind: 'ready' } | { kind: 'failed'; error: ErrorView };

/** `settings.json` as it was found last. */
export type SettingsFileState =
  | { kind: 'loading' }
  | ({ kind: 'ready' } & Omit<LoadedSettings, 'settings'>)
  | { kind: 'failed'; error: ErrorView };

export interface Cursor {
  line: number;
  column: number;
  /** Characters selected. */
  selected: number;
}

export interface AppState extends TabsState {
  renamingTabId: string | null;
  runs: Readonly<Record<string, RunStatus>>;
  /** Tabs whose last run can be repeated. */
  repeatable: ReadonlySet<string>;
  catalog: Catalog;
  images: Readonly<Record<string, ImageStatus>>;
  imageJobs: Readonly<Record<string, ImageJob>>;
  imageRemovals: Readonly<Record<string, ImageRemoval>>;
  usage: Usage;
  runtimes: Runtimes;
  runtimeJobs: Readonly<Record<string, RuntimeJob>>;
  engine: EngineStatus | null;
  /** The engine of all tabs that have none of their own. */
  provider: ProviderChoice;
  doctor: 'idle' | 'looking';
  session: SessionPhase;
  /** Why the last save failed; it is tried again. */
  saveProblem: ErrorView | null;
  /** What a person should know of how the tabs were found. */
  notices: readonly string[];
  /** Where the scratches are. */
  folder: string;
  /** Files changed by another program while they were edited here. */
  conflicts: readonly FileConflict[];
  undo: UndoOffer | null;
  /** The person's templates and snippets. */
  templates: readonly Template[];
  /** What the dialog `template` is about. */
  templateDraft: Template | null;
  app: AppInfo | null;
  settings: Settings;
  settingsFile: SettingsFileState;
  /** Why what was set last is not saved. */
  settingsProblem: ErrorView | null;
  /** The language of `words`. */
  language: WordsLanguage;
  /** What the window says, in the person's language. */
  words: Words;
  layout: Layout;
  /** Where the output stands while two tabs are shown. */
  splitLayout: Layout;
  /** The left tab's share in percent while two are shown. */
  leftShare: number;
  /** The editor's share in percent of what a tab has. */
  editorShare: number;
  outputWrap: 'wrap' | 'scroll';
  /** By the tab's id; absent: its newest output. */
  shownRuns: Readonly<Record<string, ShownRun>>;
  /** What runs were given lately, by the id of their language. */
  recent: Readonly<Record<string, RecentGivens>>;
  /** Entries of the palette, the last one used first. */
  recentCommands: readonly string[];
  activeDialog: ActiveDialog;
  /** The step of the tour that is shown, from 0. */
  tourStep: number | null;
  cursor: Cursor | null;
  /** What a screen reader is told. */
  announcement: string;
  /** What was just done and leaves no trace in the window, such as a copy; shown for a moment. */
  done: string | null;
}

export const DEFAULT_EDITOR_SHARE = 52;
export const DEFAULT_LEFT_SHARE = 50;

export type AppStore = StoreApi<AppState>;

export function createAppStore(): AppStore {
  return createStore<AppState>(() => ({
    ...noTabs,
    renamingTabId: null,
    runs: {},
    repeatable: new Set(),
    catalog: { kind: 'loading' },
    images: {},
    imageJobs: {},
    imageRemovals: {},
    usage: { state: 'unknown', images: null, runtimes: null, lastRuns: [] },
    runtimes: { kind: 'loading' },
    runtimeJobs: {},
    engine: null,
    provider: 'auto',
    doctor: 'idle',
    session: { kind: 'loading' },
    saveProblem: null,
    notices: [],
    folder: '',
    conflicts: [],
    undo: null,
    templates: [],
    templateDraft: null,
    app: null,
    settings: defaultSettings,
    settingsFile: { kind: 'loading' },
    settingsProblem: null,
    language: 'en',
    words: findWords('en'),
    layout: 'beside',
    splitLayout: 'below',
    leftShare: DEFAULT_LEFT_SHARE,
    editorShare: DEFAULT_EDITOR_SHARE,
    outputWrap: 'wrap',
    shownRuns: {},
    recent: {},
    recentCommands: [],
    activeDialog: 'none',
    tourStep: null,
    cursor: null,
    announcement: '',
    done: null,
  }));
}
