/** The saved inputs of the tabs: what a person does with them. */
import type { SavedInput } from '../../../contract';
import type { Regions } from '../../app/regions';
import type { AppState, AppStore } from '../../state/store';
import { addInput, changeInput, createInputName, removeInput } from '../../state/tab-inputs';
import { changeTab, type Inputs } from '../../state/tabs';

export class InputController {
  constructor(
    private readonly store: AppStore,
    private readonly regions: Pick<Regions, 'focus' | 'focusWhenThere'>,
    private readonly createId: () => string,
  ) {}

  /** A new input, which is chosen. */
  add(tabId: string, text: string): void {
    const { words } = this.store.getState();
    this.change(tabId, (inputs) =>
      addInput(inputs, { id: this.createId(), name: createInputName(inputs, words.inputs.nameAt), text }),
    );
  }

  /** Changes the chosen input; where none is, what is typed becomes one. */
  type(tabId: string, text: string): void {
    const chosen = this.read(tabId)?.chosen ?? null;
    if (chosen === null) this.add(tabId, text);
    else this.change(tabId, (inputs) => changeInput(inputs, chosen, { text }));
  }

  /** Null leaves the input to what is typed while a program runs. */
  choose(tabId: string, inputId: string | null): void {
    this.change(tabId, (inputs) => ({ ...inputs, chosen: inputId }));
  }

  /** An empty name leaves the old one. */
  rename(tabId: string, inputId: string, name: string): void {
    const trimmed = name.trim();
    if (trimmed !== '') this.change(tabId, (inputs) => changeInput(inputs, inputId, { name: trimmed }));
  }

  /** Offers it back. */
  remove(tabId: string, inputId: string): void {
    const inputs = this.read(tabId);
    const index = inputs?.saved.findIndex(({ id }) => id === inputId) ?? -1;
    const input = inputs?.saved[index];
    if (!input) return;
    const role = inputs?.chosen === inputId ? 'chosen' : 'other';
    this.change(tabId, (now) => removeInput(now, inputId));
    this.store.setState({ undo: { kind: 'input', tabId, input, index, role } });
  }

  restore(tabId: string, input: SavedInput, index: number, role: 'chosen' | 'other'): void {
    this.change(tabId, (inputs) => addInput(inputs, input, index, role));
  }

  /** The focus goes with it. */
  togglePanel(tabId: string): void {
    const panel = this.read(tabId)?.panel === 'shown' ? 'hidden' : 'shown';
    this.change(tabId, (inputs) => ({ ...inputs, panel }));
    if (panel === 'shown') this.regions.focusWhenThere('inputs', tabId);
    else this.regions.focus('editor', tabId);
  }

  private read(tabId: string): Inputs | null {
    return findInputs(this.store.getState(), tabId);
  }

  private change(tabId: string, change: (inputs: Inputs) => Inputs): void {
    this.store.setState((state) => {
      const inputs = findInputs(state, tabId);
      return inputs ? changeTab(state, tabId, { inputs: change(inputs) }) : state;
    });
  }
}

function findInputs(state: AppState, tabId: string): Inputs | null {
  return state.tabs.find((tab) => tab.id === tabId)?.inputs ?? null;
}
