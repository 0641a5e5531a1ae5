/** Writes what `EXPLAIN QUERY PLAN` gives as a tree. */
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
