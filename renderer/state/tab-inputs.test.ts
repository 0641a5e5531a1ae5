import { describe, expect, it } from 'vitest';
import { INPUT_LIMIT } from '../../contract';
import { addInput, changeInput, createInputName, findChosenInput, removeInput } from './tab-inputs';
import { createTab, noInputs } from './tabs';

const one = { id: '1', name: 'Input 1', text: 'a\n' };
const two = { id: '2', name: 'Input 2', text: 'b\n' };
const both = addInput(addInput(noInputs, one), two);

describe('saved inputs', () => {
  it('are chosen as they come, and looked up by their tab', () => {
    expect(both).toMatchObject({ saved: [one, two], chosen: '2' });
    const tab = createTab('t', 'T', 'python', ['main.py']);
    expect(findChosenInput({ ...tab, inputs: both })).toBe(two);
    expect(findChosenInput(tab)).toBeNull();
    expect(findChosenInput({ ...tab, inputs: { ...both, chosen: 'gone' } })).toBeNull();
  });

  it('leave typed input behind when the chosen one goes, and come back where they were', () => {
    const without = removeInput(both, '2');
    expect(without).toMatchObject({ saved: [one], chosen: null });
    expect(addInput(without, two, 1, 'chosen')).toEqual(both);
    expect(removeInput(both, '1').chosen).toBe('2');
    expect(addInput(removeInput(both, '1'), one, 0, 'other')).toEqual(both);
  });

  it('are changed within their limits', () => {
    expect(changeInput(both, '1', { name: 'Few' }).saved).toEqual([{ ...one, name: 'Few' }, two]);
    expect(changeInput(both, '1', { text: 'x'.repeat(INPUT_LIMIT + 1) }).saved[0]?.text).toHaveLength(INPUT_LIMIT);
  });

  it('get the first free name', () => {
    const nameAt = (number: number) => `Input ${number}`;
    expect(createInputName(both, nameAt)).toBe('Input 3');
    expect(createInputName(removeInput(both, '1'), nameAt)).toBe('Input 1');
  });
});
