import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { InlineForm, mapToSource, Spec } from '../../contract';
import { readSpecs } from '../specs/example-suite';
import { wrapCode, wrapEntry } from './inline-form';

const java = InlineForm.parse({
  importPattern: '^\\s*import\\s',
  template: '{imports}\npublic class {name} {\n  static void main() {\n{code}\n  }\n}\n',
});

describe('wrapping', () => {
  it('puts imports above and the rest into the template, each line as it is', () => {
    const { content, lineMap } = wrapCode('import a.B;\nint x = 1;\nimport c.D;\n\nprint(x);', 'lib/Main.java', java);
    expect(content).toBe(
      'import a.B;\nimport c.D;\npublic class Main {\n  static void main() {\nint x = 1;\n\nprint(x);\n  }\n}\n',
    );
    const sources = content.split('\n').map((_, index) => {
      return mapToSource(lineMap, { file: 'lib/Main.java', line: index + 1 }).line;
    });
    // What is the template's own counts as its nearest neighbour.
    expect(sources).toEqual([1, 3, 3, 2, 2, 4, 5, 5, 5, 5]);
  });

  it('takes imports of several lines, and adds known ones where the code needs them', () => {
    const go = InlineForm.parse({
      importPattern: '^import\\s*(?:\\([^)]*\\)|.*)',
      template: 'package main\n{imports}\nfunc main() {\n{code}\n}',
      knownImports: ['fmt', 'os'].map((name) => ({ pattern: `\\b${name}\\.`, line: `import "${name}"` })),
    });
    const block = 'import (\n\t"math"\n\t"os"\n)\nfmt.Println(math.Pi, os.Args)';
    expect(wrapCode(block, 'main.go', go).content).toBe(
      'package main\nimport "fmt"\nimport (\n\t"math"\n\t"os"\n)\nfunc main() {\nfmt.Println(math.Pi, os.Args)\n}\n',
    );
  });

  it('indents as the hole is indented, and moves columns back', () => {
    const haskell = InlineForm.parse({ template: 'main = do\n  {code}\n' });
    const { content, lineMap } = wrapCode('print 1\nprint x', 'Main.hs', haskell);
    expect(content).toBe('main = do\n  print 1\n  print x');
    expect(mapToSource(lineMap, { file: 'Main.hs', line: 3, column: 9 })).toEqual({
      file: 'Main.hs',
      line: 2,
      column: 7,
    });
    expect(mapToSource(lineMap, { file: 'Main.hs', line: 1, column: 1 })).toEqual({ file: 'Main.hs', line: 1 });
    expect(mapToSource(lineMap, { file: 'Other.hs', line: 3 })).toEqual({ file: 'Other.hs', line: 3 });
  });

  it('ends a line after code that may end in a comment, and prints nothing of its own', () => {
    const oneLine = InlineForm.parse({ template: 'main() { {code} }' });
    expect(wrapCode('f(); // done', 'a.x', oneLine).content).toBe('main() { f(); // done\n }\n');
    const php = InlineForm.parse({ template: '<?php\n{code}\n' });
    expect(wrapCode('f() ?>\ntext', 'a.php', php).content).toBe('<?php\nf() ?>\ntext');
  });

  it('never expands what the person wrote', () => {
    expect(wrapCode('"{imports}{name}{code}$&"', 'Main.java', java).content).toContain('\n"{imports}{name}{code}$&"\n');
  });

  it('is refused where a pattern would take years', () => {
    const template = '{imports}\n{code}';
    const slow = '^(a+)+$';
    for (const form of [{ importPattern: slow }, { knownImports: [{ pattern: slow, line: 'use a' }] }]) {
      const wrap = () => wrapCode(`${'a'.repeat(60)}!`, 'x', InlineForm.parse({ template, ...form }));
      expect(wrap).toThrow(
        expect.objectContaining({ code: 'BAD_REQUEST', message: expect.stringContaining('in time') }),
      );
    }
  });

  it('is refused where a language has no template', () => {
    const spec = Spec.parse({ id: 'x', title: 'X', file: 'x', image: 'x', run: ['x'] });
    const wrap = () => wrapEntry([{ path: 'x', content: '' }], 'x', spec);
    expect(wrap).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST', message: expect.stringContaining('X has no') }),
    );
  });
});

const forms = readSpecs().flatMap(({ id, inline, file }) => (inline ? [{ id, inline, file }] : []));

test.each(forms)('every line of $id stands in the program once and maps to itself', ({ inline, file }) => {
  const line = fc.oneof(
    fc.constantFrom(
      'import x;',
      'import (',
      ')',
      '#include <x>',
      '  import a',
      'use x;',
      '#!x',
      '',
      '  ',
      '\r',
      '{code}',
    ),
    fc.string({ maxLength: 20 }).map((text) => text.replaceAll('\n', '')),
  );
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), (lines) => {
      const { content, lineMap } = wrapCode(lines.join('\n'), file, inline);
      const wrapped = content.split('\n');
      const seen: number[] = [];
      for (const { line: first, count, sourceLine, indent } of lineMap.spans) {
        for (let offset = 0; offset < count; offset++) {
          const source = sourceLine + offset;
          seen.push(source);
          expect(wrapped[first + offset - 1]!.slice(indent)).toBe(lines[source - 1]);
          expect(mapToSource(lineMap, { file, line: first + offset, column: indent + 1 })).toEqual({
            file,
            line: source,
            column: 1,
          });
        }
      }
      expect(seen.sort((a, b) => a - b)).toEqual(lines.map((_, index) => index + 1));
    }),
  );
});
