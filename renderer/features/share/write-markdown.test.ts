import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeMarkdown } from './write-markdown';

const words = { args: 'Arguments', input: 'Input', output: 'Output', cut: (count: number) => `${count} more` };
const tab = {
  spec: 'python',
  title: 'Mine',
  files: [{ path: 'main.py', content: 'print(1)\n' }],
  entry: 'main.py',
  args: '',
  stdin: '',
};

it('writes a file, its output and how it ended', () => {
  const run = { output: '1\n', outcome: 'exited with 0 after 8 ms' };
  expect(writeMarkdown(tab, 'python', run, words)).toBe(
    '```python\nprint(1)\n```\n\nOutput:\n\n```text\n1\n```\n\n_exited with 0 after 8 ms_\n',
  );
  expect(writeMarkdown(tab, 'python', { output: '', outcome: '' }, words)).toBe('```python\nprint(1)\n```\n');
});

it('names several files, each in its own language, and tells arguments and input', () => {
  const files = [...tab.files, { path: 'data/a.json', content: '{}' }];
  expect(
    writeMarkdown({ ...tab, files, args: '-v `x`', stdin: 'a\n' }, 'python', { output: '', outcome: '' }, words),
  ).toBe(
    '`main.py`\n\n```python\nprint(1)\n```\n\n`data/a.json`\n\n```json\n{}\n```\n\nArguments: `` -v `x` ``\n\nInput:\n\n```text\na\n```\n',
  );
});

it('cuts endless output and says so', () => {
  expect(writeMarkdown(tab, 'python', { output: 'x'.repeat(60_007), outcome: '' }, words)).toContain('\n\n7 more\n');
});

it('has fences that nothing in the text can end', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a`\n]{0,40}$/), (content) => {
      const written = writeMarkdown(
        { ...tab, files: [{ path: 'a.py', content }], entry: 'a.py' },
        'python',
        { output: '', outcome: '' },
        words,
      );
      const [opening = ''] = /^`+/.exec(written) ?? [];
      const lines = written.trimEnd().split('\n');
      expect(lines.at(-1)).toBe(opening);
      for (const line of lines.slice(1, -1)) expect(line).not.toContain(opening);
    }),
  );
});
