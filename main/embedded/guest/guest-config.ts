/** What the engine gives a guest process on its command line. */

export interface OpenFile {
  /** Inherited; the guest itself can open nothing. */
  fd: number;
  bytes: number;
}

export interface GuestConfig {
  /** `snapshot`: make the runtime's snapshot and end. */
  mode: 'run' | 'snapshot';
  /** Options of V8. */
  v8Flags: string[];
  /** The program's own memory limit. */
  memoryLimitBytes: number;
  /** The runtime's code. */
  bundle: OpenFile & { name: string };
  /** By the names in the runtime's manifest. */
  assets: Record<string, OpenFile>;
  snapshot: OpenFile | null;
}
