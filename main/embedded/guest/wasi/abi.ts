/** Numbers of WASI preview 1 (`wasi_snapshot_preview1`), as its witx files give them. */

export const Errno = {
  success: 0,
  again: 6,
  badf: 8,
  exist: 20,
  inval: 28,
  io: 29,
  isdir: 31,
  loop: 32,
  mfile: 33,
  nametoolong: 37,
  noent: 44,
  nospc: 51,
  nosys: 52,
  notdir: 54,
  notempty: 55,
  notsup: 58,
  perm: 63,
  pipe: 64,
  spipe: 70,
} as const;

export const FileType = {
  unknown: 0,
  characterDevice: 2,
  directory: 3,
  regularFile: 4,
  symbolicLink: 7,
} as const;

export const OpenFlag = { create: 1, directory: 2, exclusive: 4, truncate: 8 } as const;
export const FdFlag = { append: 1 } as const;
/** Of the rights only those that a call's outcome hangs on. */
export const Right = { fdRead: 1n << 1n, fdSeek: 1n << 2n, fdTell: 1n << 5n, fdWrite: 1n << 6n } as const;
export const ALL_RIGHTS = (1n << 30n) - 1n;
export const LOOKUP_FOLLOWS_LINKS = 1;
export const Whence = { set: 0, current: 1, end: 2 } as const;
export const SetTime = { accessNow: 2, modified: 4, modifiedNow: 8 } as const;
export const Clock = { realtime: 0, monotonic: 1, processCpu: 2, threadCpu: 3 } as const;
export const EventType = { clock: 0, fdRead: 1, fdWrite: 2 } as const;
export const CLOCK_IS_ABSOLUTE = 1;

/** Ends a call with an error number. */
export class WasiError extends Error {
  override readonly name = 'WasiError';
  constructor(readonly errno: number) {
    super(`WASI error ${errno}`);
  }
}

/** Thrown through the program's frames, by which it ends. */
export class ProgramExit extends Error {
  override readonly name = 'ProgramExit';
  constructor(readonly code: number) {
    super(`The program exits with ${code}.`);
  }
}
