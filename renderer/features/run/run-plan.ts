/** What a run is started with, or why it cannot be started. Pure. */
import type { ProviderChoice, RunRequestInput, SourceFile, SourcePlace } from '../../../contract';
import type { ErrorView, RunOrigin } from '../../state/run-status';
import { selectSnippet, selectSpec, selectWords } from '../../state/selectors';
import type { AppState } from '../../state/store';
import { findChosenInput } from '../../state/tab-inputs';
import type { Tab } from '../../state/tabs';
import { USUAL_SIZE } from '../terminal/terminal-screen';
import { type CodeRange, cutSelection } from './selected-code';
import { splitArguments } from './split-arguments';

/** Brings a place in the program to that place in the person's files; null where that is gone. */
export type Locate = <P extends SourcePlace>(place: P) => P | null;

export interface ReadyPlan {
  readonly kind: 'ready';
  readonly request: RunRequestInput;
  readonly origin: RunOrigin;
  /** The tab's files as they were. */
  readonly files: readonly SourceFile[];
  readonly locate: Locate;
}

export type RunPlan = ReadyPlan | { readonly kind: 'refused'; readonly error: ErrorView };

/** The run of a tab as it stands; with a range, of only that in place of the entry. */
export function planRun(state: AppState, tab: Tab, files: SourceFile[], range: CodeRange | null = null): RunPlan {
  const split = splitArguments(tab.args);
  if (!split.ok) {
    const { argumentsRefused, argumentsProblem } = selectWords(state).run;
    return refuse(argumentsRefused.message(argumentsProblem[split.problem]), argumentsRefused.remedy);
  }
  const selected = range && cutSelection(files.find(({ path }) => path === range.path)?.content ?? '', range);
  if (selected?.text.trim() === '') {
    const { nothingSelected, emptyFile } = state.words.ways;
    const isEmpty = files.every(({ path, content }) => path !== range?.path || content.trim() === '');
    return isEmpty
      ? refuse(emptyFile.message, emptyFile.remedy)
      : refuse(nothingSelected.message, nothingSelected.remedy);
  }
  const { terminal } = tab;
  // In a terminal what a program reads is typed, whatever input the tab has for its other runs.
  const input = terminal === 'on' ? null : findChosenInput(tab);
  return {
    kind: 'ready',
    request: {
      spec: selectSpec(state, tab.specId)?.id ?? tab.specId,
      files: selected
        ? files.map((file) => (file.path === tab.entry ? { ...file, content: selected.text } : file))
        : files,
      entry: tab.entry,
      ...(selectSnippet(state, tab.id) === 'on' ? { inline: true } : {}),
      args: split.args,
      env: { ...tab.env },
      stdin: input ? { text: input.text } : 'interactive',
      ...(terminal === 'on' ? { terminal: USUAL_SIZE } : {}),
      ...describeChoice(tab.provider, state.provider),
    },
    origin: {
      lines: range && selected && { path: range.path, from: selected.from, to: selected.to },
      input: input ? { kind: 'saved', name: input.name } : { kind: 'typed' },
      repeats: 'nothing',
      terminal,
    },
    files,
    locate: (place) => (selected && place.file === tab.entry ? selected.locate(place) : place),
  };
}

/** What was typed for a run while it ran. */
export interface TypedInput {
  readonly text: string;
  readonly end: 'open' | 'ended';
}

/**
 * The same run once more, with what was typed for it as its whole stdin.
 * @param readText gives a file of the tab as it is now
 */
export function repeatRun(last: ReadyPlan, typed: TypedInput, readText: (path: string) => string): ReadyPlan {
  const wasTyped = last.request.stdin === 'interactive' && (typed.text !== '' || typed.end === 'ended');
  return {
    ...last,
    request: wasTyped ? { ...last.request, stdin: { text: typed.text } } : last.request,
    origin: { ...last.origin, ...(wasTyped ? { input: { kind: 'sent' } } : {}), repeats: 'last run' },
    locate: (named) => {
      const place = last.locate(named);
      // A file that was edited since has other lines.
      const then = last.files.find(({ path }) => path === place?.file)?.content;
      return place && then === readText(place.file) ? place : null;
    },
  };
}

function refuse(message: string, remedy: string): RunPlan {
  return { kind: 'refused', error: { code: 'BAD_REQUEST', message, remedy } };
}

/** Nothing where the person left it to the config. */
function describeChoice(ofTab: ProviderChoice | undefined, ofAll: ProviderChoice): { provider?: ProviderChoice } {
  const provider = ofTab ?? (ofAll === 'auto' ? undefined : ofAll);
  return provider === undefined ? {} : { provider };
}
