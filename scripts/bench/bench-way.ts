/** One way of running the program; all ways run the same one in the same image. */
export interface RunTiming {
  /** From the call to the first byte that the program printed. */
  firstByteMs: number;
  /** From the call to knowing that the program has ended and how. */
  exitMs: number;
}

/** `notWarm`: the run was right, but no warm sandbox was ready, so it is no sample of this way. */
export type RunSample = RunTiming | 'notWarm';

export interface BenchWay extends AsyncDisposable {
  readonly name: WayName;
  /** How the way is called in the table. */
  readonly title: string;
  /** Rests so long after a run that the way's tidying and refilling does not disturb the next sample. */
  readonly settleMs: number;
  /** @throws Error that says what this machine lacks for the way */
  prepare(): Promise<void>;
  /** @throws Error when the program did not print what it should */
  runOnce(): Promise<RunSample>;
}

export type WayName = 'floor' | 'warm' | 'cold' | 'dockerRun' | 'rannaWay' | 'exec' | 'server';

export const PROGRAM = 'print("hello")';
export const EXPECTED_OUTPUT = 'hello\n';
export const FILE_NAME = 'main.py';

/** @throws Error naming the way, so that a broken run is no fast run */
export function checkOutput(title: string, output: string): void {
  if (output !== EXPECTED_OUTPUT) throw new Error(`${title} printed ${JSON.stringify(output)}.`);
}
