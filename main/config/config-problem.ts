/** What is wrong with a config: all of it is told at once. */
import { RunyardError } from '../../contract';

export interface ConfigProblem {
  /** The value, or null where it is the file itself. */
  key: string | null;
  /** One sentence. */
  message: string;
  /** One sentence. */
  remedy: string;
}

/** @throws RunyardError `CONFIG_INVALID` where there is any */
export function refuseProblems(problems: readonly ConfigProblem[]): void {
  const [first] = problems;
  if (!first) return;
  const details = { problems: problems.map(({ key, message }) => ({ key, message })) };
  if (problems.length === 1) {
    throw new RunyardError('CONFIG_INVALID', { message: first.message, remedy: first.remedy, details });
  }
  throw new RunyardError('CONFIG_INVALID', {
    message: `${problems.length} things are wrong with the configuration:\n${problems.map(({ message }) => `  ${message}`).join('\n')}`,
    remedy: 'Mend or remove each of them.',
    details,
  });
}
