/** Lays rows out in columns for a terminal: the first column to the left, numbers to the right. */
export function formatTable(header: string[], rows: string[][]): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const isNumeric = header.map(
    (_, column) => column > 0 && rows.every((row) => /^[\d.,x /-]*$/.test(row[column] ?? '')),
  );
  const formatRow = (row: string[]) =>
    header
      .map((_, column) => {
        const cell = row[column] ?? '';
        const width = widths[column] ?? 0;
        return isNumeric[column] ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [formatRow(header), rule, ...rows.map(formatRow)].join('\n');
}
