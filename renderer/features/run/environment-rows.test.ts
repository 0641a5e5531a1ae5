import { describe, expect, it } from 'vitest';
import { isSameEnvironment, listRows, mergeVariables, parseVariables, readRows } from './environment-rows';

function rowsOf(...pairs: Array<[string, string]>) {
  return pairs.map(([name, value], index) => ({ id: String(index), name, value }));
}

describe('rows of environment variables', () => {
  it('give those that a run can have, in their order', () => {
    const rows = rowsOf(['B', '2'], ['', ''], ['_a1', ''], ['1A', 'x'], ['B', '3'], ['', 'y'], ['N', '\0']);
    const { env, problems } = readRows(rows);
    expect(Object.entries(env)).toEqual([
      ['B', '2'],
      ['_a1', ''],
    ]);
    expect([...problems]).toEqual([
      ['3', 'badName'],
      ['4', 'twice'],
      ['5', 'noName'],
      ['6', 'nul'],
    ]);
    expect(readRows(listRows(env, () => crypto.randomUUID())).env).toEqual(env);
  });

  it('are the same only in the same order', () => {
    expect(isSameEnvironment({ A: '1', B: '2' }, { A: '1', B: '2' })).toBe(true);
    expect(isSameEnvironment({ A: '1', B: '2' }, { B: '2', A: '1' })).toBe(false);
  });

  it('take in what is pasted, over those of the same name', () => {
    const rows = rowsOf(['A', '1'], ['', '']);
    const merged = mergeVariables(rows, parseVariables('A=2\nB=3\nB=4')!, () => 'new');
    expect(merged).toEqual([
      { id: '0', name: 'A', value: '2' },
      { id: 'new', name: 'B', value: '4' },
    ]);
  });
});

describe('parseVariables', () => {
  it('reads what an .env file and a shell write', () => {
    const text =
      '# of mine\r\nexport PATH_LIKE=/a:/b\n\n  NAME = "Ada Lovelace"\nEMPTY=\nSUM=1+1=2\nQUOTE=\'"\'\n9=bad';
    expect(parseVariables(text)).toEqual([
      { name: 'PATH_LIKE', value: '/a:/b' },
      { name: 'NAME', value: 'Ada Lovelace' },
      { name: 'EMPTY', value: '' },
      { name: 'SUM', value: '1+1=2' },
      { name: 'QUOTE', value: '"' },
      { name: '9', value: 'bad' },
    ]);
  });

  it.each(['', 'NAME', 'A=1\nnot one', '# only this'])('leaves %j alone', (text) => {
    expect(parseVariables(text)).toBeNull();
  });
});
