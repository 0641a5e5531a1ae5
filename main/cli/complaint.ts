/** What the command line says when something went wrong, and the exit code that goes with it. */

/** Ours, such as a server that does not answer; a program's own codes are below. */
export const OUR_EXIT = 125;
export const USAGE_EXIT = 2;

export class Complaint extends Error {
  override readonly name = 'Complaint';

  /**
   * @param message what happened, to what: one sentence
   * @param remedy what to do next: one sentence
   */
  constructor(
    message: string,
    readonly remedy: string,
    readonly exitCode = OUR_EXIT,
  ) {
    super(message);
  }
}

/** A mistake in how the command was called. */
export function misuse(message: string, remedy: string): Complaint {
  return new Complaint(message, remedy, USAGE_EXIT);
}

/** Errors of the engine have a remedy too; they come in another bundle, so their class is not asked for. */
export function describeFailure(error: unknown): { text: string; exitCode: number } {
  const { message, remedy, exitCode } = error as Partial<Complaint>;
  const text = typeof remedy === 'string' && remedy !== '' ? `${message}\n${remedy}` : (message ?? String(error));
  return { text, exitCode: typeof exitCode === 'number' ? exitCode : OUR_EXIT };
}
