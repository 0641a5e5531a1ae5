/** `console.table`. */
import { inspect } from './inspect';

const INDEX = '(index)';
const VALUES = 'Values';

export function formatTable(data: object, only?: string[]): string {
  const isMap = data instanceof Map;
  const rows: [string, unknown][] =
    isMap || data instanceof Set
      ? [...data].map((item, i) => [
          String(i),
          isMap ? { Key: (item as unknown[])[0], [VALUES]: (item as unknown[])[1] } : item,
        ])
      : Object.entries(data);
  const columns: string[] = [];
  let hasValues = false;
  const cells = rows.map(([index, row]) => {
    const line = new Map([[INDEX, index]]);
    if (typeof row === 'object' && row !== null) {
      for (const [name, value] of Object.entries(row)) {
        if (only && !only.includes(name)) continue;
        if (!columns.includes(name)) columns.push(name);
        line.set(name, show(value));
      }
    } else {
      hasValues = true;
      line.set('\0', show(row));
    }
    return line;
  });
  const names = only ?? columns;
  const heads = [isMap || data instanceof Set ? '(iteration index)' : INDEX, ...names, ...(hasValues ? [VALUES] : [])];
  const keys = [INDEX, ...names, ...(hasValues ? ['\0'] : [])];
  return draw(
    heads,
    cells.map((line) => keys.map((key) => line.get(key) ?? '')),
  );
}

function show(value: unknown): string {
  return inspect(value, {
    depth: typeof value === 'object' && value !== null ? -1 : 0,
    maxArrayLength: 3,
    breakLength: Number.POSITIVE_INFINITY,
  });
}

function draw(heads: string[], rows: string[][]): string {
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map((row) => (row[i] ?? '').length)) + 2);
  const rule = (left: string, middle: string, right: string) =>
    left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  const write = (row: string[]) => `│${row.map((cell, i) => ` ${cell}`.padEnd(widths[i] ?? 0)).join('│')}│`;
  return [rule('┌', '┬', '┐'), write(heads), rule('├', '┼', '┤'), ...rows.map(write), rule('└', '┴', '┘')].join('\n');
}
