/** The saved inputs of a tab, one of which its runs may get as their whole stdin. Pure. */
import { INPUT_LIMIT, INPUT_NAME_LIMIT, type SavedInput } from '../../contract';
import type { Inputs, Tab } from './tabs';

export function findChosenInput({ inputs }: Tab): SavedInput | null {
  return inputs.saved.find((input) => input.id === inputs.chosen) ?? null;
}

/** Puts an input at a place in the order, at the end by default, and chooses it unless it is to be an `other`. */
export function addInput(
  inputs: Inputs,
  input: SavedInput,
  index = inputs.saved.length,
  role: 'chosen' | 'other' = 'chosen',
): Inputs {
  const saved = [...inputs.saved];
  saved.splice(index, 0, input);
  return { ...inputs, saved, chosen: role === 'chosen' ? input.id : inputs.chosen };
}

/** A name or text past its limit is cut there. */
export function changeInput(inputs: Inputs, id: string, change: Partial<Pick<SavedInput, 'name' | 'text'>>): Inputs {
  const saved = inputs.saved.map((input) => {
    if (input.id !== id) return input;
    const { name, text } = { ...input, ...change };
    return { id, name: name.slice(0, INPUT_NAME_LIMIT), text: text.slice(0, INPUT_LIMIT) };
  });
  return { ...inputs, saved };
}

/** After the chosen one is gone, what is typed while a program runs is its input again. */
export function removeInput(inputs: Inputs, id: string): Inputs {
  const saved = inputs.saved.filter((input) => input.id !== id);
  return { ...inputs, saved, chosen: inputs.chosen === id ? null : inputs.chosen };
}

/** The first of these names that no input has. */
export function createInputName({ saved }: Inputs, nameAt: (number: number) => string): string {
  const names = new Set(saved.map((input) => input.name));
  let number = 1;
  while (names.has(nameAt(number))) number++;
  return nameAt(number);
}
