/** Writes what `EXPLAIN` gives: the program of a statement as a table, its plan as a tree. */
import type { ByteText } from './byte-text';
import type { Statement } from './database';

interface Step {
  id: number;
  parent: number;
  detail: ByteText;
}

export function writePlan(statement: Statement): ByteText {
  const steps: Step[] = [];
  while (statement.step()) {
    steps.push({ id: Number(statement.text(0)), parent: Number(statement.text(1)), detail: statement.text(3) ?? '' });
  }
  const write = (parent: number, indent: string): ByteText => {
    const children = steps.filter((step) => step.parent === parent && step.id !== parent);
    return children
      .map(({ id, detail }, index) => {
        const isLast = index === children.length - 1;
        return `${indent}${isLast ? '`--' : '|--'}${detail}\n${write(id, indent + (isLast ? '   ' : '|  '))}`;
      })
      .join('');
  };
  return steps.length > 0 ? `QUERY PLAN\n${write(0, '')}` : '';
}

/** Names and least widths of the columns of a program. */
const PROGRAM_COLUMNS: [string, number][] = [
  ['addr', 4],
  ['opcode', 13],
  ['p1', 4],
  ['p2', 4],
  ['p3', 4],
  ['p4', 13],
  ['p5', 2],
  ['comment', 13],
];

export function writeProgram(statement: Statement): ByteText {
  const line = (cells: ByteText[]): ByteText =>
    `${cells.map((cell, index) => cell.padEnd(PROGRAM_COLUMNS[index]?.[1] ?? 0)).join('  ')}\n`;
  let out = line(PROGRAM_COLUMNS.map(([name]) => name)) + line(PROGRAM_COLUMNS.map(([, width]) => '-'.repeat(width)));
  while (statement.step()) out += line(PROGRAM_COLUMNS.map((_, index) => statement.text(index) ?? ''));
  return out;
}
