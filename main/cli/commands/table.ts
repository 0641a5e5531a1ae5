/** Columns for a terminal: as wide as what is in them, the last one wrapped where there is a width to keep to. */

export interface TableOptions {
  /** Characters of a line; nothing is wrapped without it. */
  columns?: number | undefined;
  /** In front of each line. */
  indent?: string;
}

/** Narrower than this a column is no help. */
const LEAST_LAST = 20;

export function writeTable(rows: readonly (readonly string[])[], { columns, indent = '' }: TableOptions = {}): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count - 1 }, (_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const left = indent.length + widths.reduce((sum, width) => sum + width + 2, 0);
  const room = columns === undefined ? Number.POSITIVE_INFINITY : Math.max(LEAST_LAST, columns - left);
  return rows
    .map((row) => {
      const start = indent + widths.map((width, at) => `${(row[at] ?? '').padEnd(width)}  `).join('');
      const [first = '', ...rest] = wrap(row[count - 1] ?? '', room);
      return [`${start}${first}`.trimEnd(), ...rest.map((line) => `${' '.repeat(left)}${line}`)].join('\n');
    })
    .map((line) => `${line}\n`)
    .join('');
}

function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
