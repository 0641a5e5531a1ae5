/** What is wrong in `settings.json`, in words. */
import type { Settings, SettingsProblem } from '../../../contract';
import { findCommand } from '../../app/commands';
import type { Words } from '../../words/words';

export function describeProblem(problem: SettingsProblem, words: Words): string {
  const { problems } = words.settings;
  switch (problem.kind) {
    case 'broken':
      return problems.broken(problem.line, problem.column, problem.expected);
    case 'invalid':
      return problems.invalid(problem.key, problem.found, problem.used);
    case 'unknown':
      return problems.unknown(problem.key);
  }
}

/** Keys for what is no command; the engine does not know the commands. */
export function describeStrayKeys(settings: Settings, words: Words): string[] {
  return Object.keys(settings.keys)
    .filter((id) => findCommand(id) === null)
    .map((id) => words.settings.problems.unknownCommand(id));
}
