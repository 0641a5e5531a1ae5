/** What `runyard run` needs of a Runyard, whether it is another process or this one. */
import type { RunEvent, RunRequestInput } from '../../../contract';

export interface RunDoor extends AsyncDisposable {
  /** The file name that a language gives a lone text. */
  findFileName(language: string): Promise<string>;
  /** Aborting stops the program; `finished` still comes. */
  run(request: RunRequestInput, signal: AbortSignal): AsyncIterable<RunEvent>;
  write(runId: string, bytes: Uint8Array): Promise<void>;
  closeStdin(runId: string): Promise<void>;
}
