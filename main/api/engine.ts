/** The rooms that the api stands on, as it sees them; `main/compose.ts` builds one for every door. */
import type {
  DoctorReport,
  EngineStatus,
  ImageProgress,
  ImageStatus,
  ProviderChoice,
  RunEvent,
  RunRequest,
  RuntimeProgress,
  RuntimeStatus,
  SessionState,
  SpecList,
} from '../../contract';

export interface Engine extends AsyncDisposable {
  readonly runs: RunRoom;
  readonly specs: { list(): SpecList };
  readonly status: {
    /** The status now, and each later one, until the signal aborts. */
    watch(signal: AbortSignal): AsyncIterable<EngineStatus>;
    doctor(): Promise<DoctorReport>;
  };
  readonly images: {
    list(): Promise<ImageStatus[]>;
    pull(specId: string, signal: AbortSignal): AsyncIterable<ImageProgress>;
    build(specId: string, signal: AbortSignal): AsyncIterable<ImageProgress>;
    remove(specId: string): Promise<void>;
  };
  readonly runtimes: {
    list(): Promise<RuntimeStatus[]>;
    install(runtimeId: string, signal: AbortSignal): AsyncIterable<RuntimeProgress>;
    remove(runtimeId: string): Promise<void>;
  };
  readonly session: {
    load(): Promise<SessionState | null>;
    save(state: SessionState): Promise<void>;
  };
}

export interface RunRoom {
  /**
   * Pulled: what the consumer does not read is not read from the program. Aborting kills the program, gives what was
   * already printed and ends with `finished`; returning early from the loop cleans up silently.
   */
  run(request: RunRequest, options: { signal: AbortSignal }): AsyncIterable<RunEvent>;
  /**
   * Has a sandbox made ready for a language that is likely to be run soon.
   * @throws RunyardError `SPEC_UNKNOWN`
   */
  prepare(idOrAlias: string, asked?: ProviderChoice): void;
  /** @throws RunyardError `RUN_UNKNOWN` */
  write(runId: string, text: string): Promise<void>;
  /** @throws RunyardError `RUN_UNKNOWN` */
  closeStdin(runId: string): void;
}
