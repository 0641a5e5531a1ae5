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

/** Every method throws `RunyardError` and nothing else. */
export interface RunyardClient {
  /** `options.signal` aborting is the same as `stop`. */
  run(request: ClientRunRequest, options?: CallOptions): ClientRun;
  /** The whole run in one value, for who does not follow its events. */
  runToEnd(request: ClientRunRequest, options?: WholeRunOptions): Promise<RunResult>;
  /** Has a sandbox made ready for a language that is likely to be run soon, such as the one of the open tab. */
  prepare(spec: string, provider?: ProviderChoice, terminal?: TerminalMode): Promise<void>;
  specs: {
    list(): Promise<SpecList>;
    /** The list now, and again at each change. */
    watch(options?: CallOptions): AsyncIterable<SpecList>;
    /** Asks every source anew, addresses too. */
    reload(): Promise<SpecList>;
    lastRuns(): Promise<LastRun[]>;
  };
  schedule: { list(): Promise<ScheduledJob[]> };
  engine: {
    watch(options?: CallOptions): AsyncIterable<EngineStatus>;
    doctor(): Promise<DoctorReport>;
  };
  images: {
    list(): Promise<ImageStatus[]>;
    pull(specId: string, options?: CallOptions): AsyncIterable<ImageProgress>;
    build(specId: string, options?: BuildOptions): AsyncIterable<ImageProgress>;
    remove(specId: string): Promise<void>;
    usage(): Promise<DiskUsage>;
  };
  runtimes: {
    list(): Promise<RuntimeStatus[]>;
    install(runtimeId: string, options?: CallOptions): AsyncIterable<RuntimeProgress>;
    remove(runtimeId: string): Promise<void>;
    usage(): Promise<RuntimeUsage>;
  };
  workspace: {
    load(): Promise<LoadedWorkspace>;
    save(saved: WorkspaceSave): Promise<void>;
    watch(lease: string, options?: CallOptions): AsyncIterable<OutsideChange>;
    resolve(lease: string, file: { tabId: string; path: string }, keep: 'mine' | 'theirs'): Promise<void>;
  };
  history: {
    list(): Promise<HistoryItem[]>;
    read(id: string): Promise<HistoryContent>;
    remove(id: string): Promise<void>;
  };
  settings: {
    load(): Promise<LoadedSettings>;
    save(change: SettingsSaveInput): Promise<LoadedSettings>;
    saveText(text: string): Promise<LoadedSettings>;
    watch(options?: CallOptions): AsyncIterable<LoadedSettings>;
  };
  templates: {
    list(): Promise<Template[]>;
    save(template: Template): Promise<void>;
    remove(id: string): Promise<void>;
  };
  recents: {
    list(): Promise<RecentItem[]>;
    add(recent: RecentCopy): Promise<void>;
    open(id: string): Promise<Opening>;
    clear(): Promise<void>;
  };
  openings: {
    watch(options?: CallOptions): AsyncIterable<Opening>;
    offer(opening: Opening): Promise<void>;
  };
  earlierRuns: {
    keep(run: EarlierRun, pinnedId: string | null): Promise<void>;
    list(tabId: string): Promise<EarlierRun[]>;
  };
  app: { info(): Promise<AppInfo> };
}
