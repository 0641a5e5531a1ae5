import { describe, expect, it } from 'vitest';
import { scoreSpec } from './score-spec';

const cpp = { id: 'cpp', title: 'C++', aliases: ['c++', 'cplusplus'], file: 'main.cpp' };
const javascript = { id: 'javascript', title: 'JavaScript', aliases: ['js', 'node'], file: 'main.js' };
const java = { id: 'java', title: 'Java', aliases: [], file: 'Main.java' };

describe('scoreSpec', () => {
  it('finds by title, alias and file ending', () => {
    expect(scoreSpec(cpp, 'C++')).toBe(1);
    expect(scoreSpec(javascript, 'node')).toBe(1);
    expect(scoreSpec(javascript, '.js')).toBe(1);
    expect(scoreSpec(cpp, 'plus')).toBeGreaterThan(0);
    expect(scoreSpec(java, 'rust')).toBe(0);
    expect(scoreSpec(java, '')).toBe(1);
  });

  it('puts the exact name first', () => {
    expect(scoreSpec(java, 'java')).toBeGreaterThan(scoreSpec(javascript, 'java'));
  });
});
