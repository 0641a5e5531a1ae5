/** What a command is. Its title is in the words, so that one without a title is a type error. */
import { selectActiveTab } from '../../state/selectors';
import type { AppState } from '../../state/store';
import type { Words } from '../../words/words';
import type { Workbench } from '../workbench';

export type CommandId = keyof Words['commands'];

export type CommandGroup = keyof Words['commandGroups'];

/** What must be there for a command to do anything. */
export type CommandNeed = keyof Words['commandNeeds'];

export interface CommandEntry {
  /** By default; a person may set others. The first is shown. */
  keys: readonly string[];
  /** Where the focus must be for the keys to work; everywhere by default. The menu does not ask. */
  where?: 'output';
  /** Where the keys mean something else. */
  except?: 'files';
  needs?: CommandNeed;
  /** `hidden`: the palette has it under another form. */
  palette?: 'hidden';
  run(workbench: Workbench): void;
}

export type CommandTable = Partial<Record<CommandId, CommandEntry>>;

export function onActiveTab(workbench: Workbench, act: (tabId: string, state: AppState) => void): void {
  const state = workbench.store.getState();
  const tab = selectActiveTab(state);
  if (tab) act(tab.id, state);
}
