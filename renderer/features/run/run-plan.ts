/** What a run is started with, or why it cannot be started. Pure. */
import type { Diagnostic, ProviderChoice, RunRequestInput, SourceFile } from '../../../contract';
import type { ErrorView } from '../../state/run-status';
import { selectSpec, selectWords } from '../../state/selectors';
import type { AppState } from '../../state/store';
import type { Tab } from '../../state/tabs';
import { splitArguments } from './split-arguments';

export type RunPlan =
  | {
      kind: 'ready';
      request: RunRequestInput;
      /** Brings what was said of a place in the program to that place in the person's files. */
      locate(item: Diagnostic): Diagnostic;
    }
  | { kind: 'refused'; error: ErrorView };

/** The run of a tab as it stands. */
export function planRun(state: AppState, tab: Tab, files: SourceFile[]): RunPlan {
  const split = splitArguments(tab.args);
  if (!split.ok) {
    const words = selectWords(state).run;
    return {
      kind: 'refused',
      error: {
        code: 'BAD_REQUEST',
        message: words.argumentsRefused.message(words.argumentsProblem[split.problem]),
        remedy: words.argumentsRefused.remedy,
      },
    };
  }
  return {
    kind: 'ready',
    locate: (item) => item,
    request: {
      spec: selectSpec(state, tab.specId)?.id ?? tab.specId,
      files,
      entry: tab.entry,
      args: split.args,
      env: { ...tab.env },
      stdin: 'interactive',
      ...describeChoice(tab.provider, state.provider),
    },
  };
}

/** Nothing where the person left it to the config. */
function describeChoice(ofTab: ProviderChoice | undefined, ofAll: ProviderChoice): { provider?: ProviderChoice } {
  const provider = ofTab ?? (ofAll === 'auto' ? undefined : ofAll);
  return provider === undefined ? {} : { provider };
}
