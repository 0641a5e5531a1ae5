/**
 * The port between a language runtime and the process that it runs in. A runtime is one file in `runtimes/`, which
 * exports its `manifest` by that name and a `Runtime` by default: it is bundled alone, evaluated in a realm that has nothing but JavaScript's own globals and what `realm.ts` adds, and
 * reaches the outside through `GuestHost` only.
 */
import type { StreamName, UnsupportedFeature } from '../../../contract';
import type { RuntimeManifestInput } from '../runtime-manifest';

export type RuntimeManifest = RuntimeManifestInput;

export type Unsupported = UnsupportedFeature;

/** The outside, as a guest may use it. No function of it throws, unless it says so. */
export interface GuestHost {
  /** The program's own memory limit. `WebAssembly.Memory` is held to it by the realm, in every way to make or grow one. */
  readonly memoryLimitBytes: number;
  /** Bytes of an asset of the manifest, read anew by each call. Throws where the manifest has no such name. */
  readAsset(name: string): Uint8Array;
  /** The saved state to start from; null where there is none. */
  readSnapshot(): Uint8Array | null;
  /** Writes what the program prints; blocks while the reader is slow. The bytes are used up when it returns. */
  write(stream: StreamName, bytes: Uint8Array): void;
  /** The next bytes of stdin; blocks until there are some. Null at the end of input, and again after it. */
  readInput(): Uint8Array | null;
  /** As `readInput`, without blocking. One at a time. */
  readInputLater(): Promise<Uint8Array | null>;
  /** Blocks; true when it was cut short because the person asked the program to stop. */
  sleep(ms: number): boolean;
  /**
   * Whether the person has asked the program to stop, as Ctrl+C does. Cheap (looks at most each 20 ms) and to be
   * called often while the program runs: it also sends what was printed and is still held back.
   */
  isInterrupted(): boolean;
  /** Says, once a kind, that the program wanted what the runtime cannot do. `detail`: the package's name. */
  tellUnsupported(what: Unsupported, detail?: string): void;
  /** A growth of memory was refused because of the limit. */
  readonly memoryRefused: boolean;
}

export interface GuestJob {
  files: { path: string; content: string }[];
  /** Path of the file to start; the work folder is `/work`. */
  entry: string;
  args: string[];
  env: Record<string, string>;
}

export interface RunningRuntime {
  /**
   * Translates the job; the result is its exit code, and what it says is written to stderr. Absent where the
   * language has no such phase.
   */
  compile?(job: GuestJob): number | Promise<number>;
  /**
   * Runs the job to its end and gives the exit code. An uncaught error is written to stderr as the language itself
   * writes it, with the person's own lines. Everything printed is written when it returns.
   */
  run(job: GuestJob): number | Promise<number>;
}

export interface Runtime {
  manifest: RuntimeManifest;
  /** Loads all that can be loaded before the code is known. */
  start(host: GuestHost): Promise<RunningRuntime>;
  /** The state after loading, for `readSnapshot` of later starts. */
  makeSnapshot?(host: GuestHost): Promise<Uint8Array>;
}
