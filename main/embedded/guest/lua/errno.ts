/** Error numbers as Emscripten's libc knows them. Source: WASI preview 1, `errno`. */

export const Errno = {
  badFile: 8,
  busy: 10,
  exists: 20,
  invalid: 28,
  isDirectory: 31,
  noEntry: 44,
  noSpace: 51,
  notImplemented: 52,
  notDirectory: 54,
  notEmpty: 55,
  notTerminal: 59,
  notSeekable: 70,
} as const;

/** What a system call refuses with. */
export class Refusal extends Error {
  constructor(readonly errno: number) {
    super(`errno ${errno}`);
  }
}
