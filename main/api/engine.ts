/** The rooms that the api stands on, as it sees them; `main/compose.ts` builds one for every door. */
import type {
  BuildWhen,
  DiskUsage,
  DoctorReport,
  EarlierRun,
  EngineStatus,
  FileConflict,
  HistoryContent,
  HistoryItem,
  ImageProgress,
  ImageStatus,
  LastRun,
  LoadedSettings,
  LoadedWorkspace,
  Opening,
  OutsideChange,
  ProviderChoice,
  RecentCopy,
  RecentItem,
  RunEvent,
  RunRequest,
  RuntimeProgress,
  RuntimeStatus,
  RuntimeUsage,
  ScheduledJob,
  SettingsSave,
  SpecList,
  Template,
  TerminalMode,
  TerminalSize,
  WorkspaceSave,
} from '../../contract';

export interface Engine extends AsyncDisposable {
  readonly runs: RunRoom;
  readonly specs: SpecRoom;
  readonly schedule: { list(): Promise<ScheduledJob[]> };
  readonly status: {
    /** The status now, and each later one, until the signal aborts. */
    watch(signal: AbortSignal): AsyncIterable<EngineStatus>;
    doctor(): Promise<DoctorReport>;
  };
  readonly images: {
    list(): Promise<ImageStatus[]>;
    pull(specId: string, signal: AbortSignal): AsyncIterable<ImageProgress>;
    build(specId: string, signal: AbortSignal, when: BuildWhen): AsyncIterable<ImageProgress>;
    remove(specId: string): Promise<void>;
    usage(): Promise<DiskUsage>;
  };
  readonly runtimes: {
    list(): Promise<RuntimeStatus[]>;
    install(runtimeId: string, signal: AbortSignal): AsyncIterable<RuntimeProgress>;
    remove(runtimeId: string): Promise<void>;
    usage(): Promise<RuntimeUsage>;
  };
  readonly workspace: WorkspaceRoom;
  readonly settings: SettingsRoom;
  readonly templates: {
    list(): Promise<Template[]>;
    /** Takes the place of the one with its id. */
    save(template: Template): Promise<void>;
    remove(id: string): Promise<void>;
  };
  readonly recents: {
    list(): Promise<RecentItem[]>;
    addCopy(recent: RecentCopy): Promise<void>;
    open(id: string): Promise<Opening>;
    clear(): Promise<void>;
  };
  readonly openings: OpeningRoom;
  readonly earlierRuns: EarlierRunRoom;
}

export interface SpecRoom {
  list(): SpecList;
  /** The list now, and each later one, until the signal aborts. */
  watch(signal: AbortSignal): AsyncIterable<SpecList>;
  /** Asks every source anew; what cannot be had becomes a problem in the list. */
  reload(signal: AbortSignal): Promise<void>;
  lastRuns(): Promise<LastRun[]>;
}

export interface SettingsRoom {
  load(): Promise<LoadedSettings>;
  /** @throws RunyardError `SETTINGS_BROKEN` rather than overwrite a file that is no JSON */
  save(change: SettingsSave): Promise<LoadedSettings>;
  /** @throws RunyardError `SETTINGS_BROKEN` for a text that is no JSON */
  saveText(text: string): Promise<LoadedSettings>;
  /** The settings now, and each later change, until the signal aborts. */
  watch(signal: AbortSignal): AsyncIterable<LoadedSettings>;
}

export interface WorkspaceRoom {
  /** Takes the workspace over for one window; the one before may save no more. */
  load(): Promise<LoadedWorkspace>;
  /** Settles when it is on disk. */
  save(saved: WorkspaceSave): Promise<void>;
  watch(lease: string, signal: AbortSignal): AsyncIterable<OutsideChange>;
  resolve(lease: string, file: Pick<FileConflict, 'tabId' | 'path'>, keep: 'mine' | 'theirs'): Promise<void>;
  readonly history: {
    list(): Promise<HistoryItem[]>;
    read(id: string): Promise<HistoryContent>;
    remove(id: string): Promise<void>;
  };
}

export interface OpeningRoom {
  /** Opens what the person named on a command line of this machine. */
  openArguments(args: readonly string[], folder: string): Promise<void>;
  offer(opening: Opening): void;
  watch(signal: AbortSignal): AsyncIterable<Opening>;
}

/** Runs of a tab that have ended, the newest first. */
export interface EarlierRunRoom {
  /** On disk when it settles. `pinnedId`: a run of the tab that stays however old it is. */
  keep(run: EarlierRun, pinnedId: string | null): Promise<void>;
  list(tabId: string): Promise<EarlierRun[]>;
}

export interface RunRoom {
  /**
   * Pulled: what the consumer does not read is not read from the program. Aborting kills the program, gives what was
   * already printed and ends with `finished`; returning early from the loop cleans up silently.
   * @param options.client whose run it is: the queue is fair between clients
   */
  run(request: RunRequest, options: { signal: AbortSignal; client?: string }): AsyncIterable<RunEvent>;
  /**
   * Has a sandbox made ready for a language that is likely to be run soon.
   * @throws RunyardError `SPEC_UNKNOWN`
   */
  prepare(idOrAlias: string, asked?: ProviderChoice, terminal?: TerminalMode): void;
  /** @throws RunyardError `RUN_UNKNOWN` */
  write(runId: string, data: string | Uint8Array): Promise<void>;
  /** @throws RunyardError `RUN_UNKNOWN`, `BAD_REQUEST` for a run without a terminal */
  resize(runId: string, size: TerminalSize): Promise<void>;
  /** @throws RunyardError `RUN_UNKNOWN` */
  closeStdin(runId: string): void;
  /** Takes no more runs and ends all that there are as `stopped` by `shutdown`. Settles when nothing of them is left. */
  endAll(): Promise<void>;
}
