/** The typed client of the engine, the same over a MessagePort, a WebSocket or HTTP. */
import type {
  AppInfo,
  BuildWhen,
  DiskUsage,
  DoctorReport,
  EarlierRun,
  EngineStatus,
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
  RunRequestInput,
  RunResult,
  RuntimeProgress,
  RuntimeStatus,
  RuntimeUsage,
  ScheduledJob,
  SettingsSaveInput,
  SpecList,
  Template,
  TerminalMode,
  TerminalSize,
  WorkspaceSave,
} from '../contract';

export interface CallOptions {
  signal?: AbortSignal;
}

export interface WholeRunOptions extends CallOptions {
  /** Characters of output that are kept; what is over them is counted in `truncated`. 16 Mi by default. */
  limitCharacters?: number;
}

/** Text, which the program reads as UTF-8, or bytes, sent as they come and as fast as the program's side takes them. */
export type StdinSource = AsyncIterable<string | Uint8Array>;

/** What is run. Stdin may be a stream too: it is ended when the stream ends, and let go when the program has ended. */
export interface ClientRunRequest extends Omit<RunRequestInput, 'stdin'> {
  stdin?: RunRequestInput['stdin'] | StdinSource;
}

export interface BuildOptions extends CallOptions {
  /** `changed` by default. */
  when?: BuildWhen;
}

/**
 * One run: iterate it once to get its events. Taking the next event acknowledges the one before, so a slow loop
 * slows the program instead of filling memory. Leaving the loop early drops the run silently.
 */
export interface ClientRun extends AsyncIterable<RunEvent> {
  /** Sends text or bytes to an interactive stdin. Waits until the run has started. */
  write(data: string | Uint8Array): Promise<void>;
  closeStdin(): Promise<void>;
  /** Gives the run's terminal another size. Waits until the run has started; does nothing once it has ended. */
  resize(size: TerminalSize): Promise<void>;
  /** Ends the run; the loop still gets what was printed, and `finished`. */
  stop(): Promise<void>;
}

/** Every method throws `RunyardError` and nothing else, but where `options.signal` aborts: an answer throws its reason, a stream ends. */
export interface RunyardClient {
  /** `options.signal` aborting is the same as `stop`. */
  run(request: ClientRunRequest, options?: CallOptions): ClientRun;
  /** The whole run in one value, for who does not follow its events. */
  runToEnd(request: ClientRunRequest, options?: WholeRunOptions): Promise<RunResult>;
  /** Has a sandbox made ready for a language that is likely to be run soon, such as the one of the open tab. */
  prepare(spec: string, provider?: ProviderChoice, terminal?: TerminalMode, options?: CallOptions): Promise<void>;
  specs: {
    list(options?: CallOptions): Promise<SpecList>;
    /** The list now, and again at each change. */
    watch(options?: CallOptions): AsyncIterable<SpecList>;
    /** Asks every source anew, addresses too. */
    reload(options?: CallOptions): Promise<SpecList>;
    lastRuns(options?: CallOptions): Promise<LastRun[]>;
  };
  schedule: { list(options?: CallOptions): Promise<ScheduledJob[]> };
  engine: {
    watch(options?: CallOptions): AsyncIterable<EngineStatus>;
    doctor(options?: CallOptions): Promise<DoctorReport>;
  };
  images: {
    list(options?: CallOptions): Promise<ImageStatus[]>;
    pull(specId: string, options?: CallOptions): AsyncIterable<ImageProgress>;
    build(specId: string, options?: BuildOptions): AsyncIterable<ImageProgress>;
    remove(specId: string, options?: CallOptions): Promise<void>;
    usage(options?: CallOptions): Promise<DiskUsage>;
  };
  runtimes: {
    list(options?: CallOptions): Promise<RuntimeStatus[]>;
    install(runtimeId: string, options?: CallOptions): AsyncIterable<RuntimeProgress>;
    remove(runtimeId: string, options?: CallOptions): Promise<void>;
    usage(options?: CallOptions): Promise<RuntimeUsage>;
  };
  workspace: {
    load(options?: CallOptions): Promise<LoadedWorkspace>;
    save(saved: WorkspaceSave, options?: CallOptions): Promise<void>;
    watch(lease: string, options?: CallOptions): AsyncIterable<OutsideChange>;
    resolve(
      lease: string,
      file: { tabId: string; path: string },
      keep: 'mine' | 'theirs',
      options?: CallOptions,
    ): Promise<void>;
  };
  history: {
    list(options?: CallOptions): Promise<HistoryItem[]>;
    read(id: string, options?: CallOptions): Promise<HistoryContent>;
    remove(id: string, options?: CallOptions): Promise<void>;
  };
  settings: {
    load(options?: CallOptions): Promise<LoadedSettings>;
    save(change: SettingsSaveInput, options?: CallOptions): Promise<LoadedSettings>;
    saveText(text: string, options?: CallOptions): Promise<LoadedSettings>;
    watch(options?: CallOptions): AsyncIterable<LoadedSettings>;
  };
  templates: {
    list(options?: CallOptions): Promise<Template[]>;
    save(template: Template, options?: CallOptions): Promise<void>;
    remove(id: string, options?: CallOptions): Promise<void>;
  };
  recents: {
    list(options?: CallOptions): Promise<RecentItem[]>;
    add(recent: RecentCopy, options?: CallOptions): Promise<void>;
    open(id: string, options?: CallOptions): Promise<Opening>;
    clear(options?: CallOptions): Promise<void>;
  };
  openings: {
    watch(options?: CallOptions): AsyncIterable<Opening>;
    offer(opening: Opening, options?: CallOptions): Promise<void>;
  };
  earlierRuns: {
    keep(run: EarlierRun, pinnedId: string | null, options?: CallOptions): Promise<void>;
    list(tabId: string, options?: CallOptions): Promise<EarlierRun[]>;
  };
  app: { info(options?: CallOptions): Promise<AppInfo> };
}
