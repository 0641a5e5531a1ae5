/** Which element shows which row. One that a row has left is taken for a row that comes: cheaper than a new one. */
export class RowSlots {
  private known: ReadonlyMap<string, number> = new Map();
  private count = 0;

  /**
   * Gives each row its slot; a row that stays keeps the one it has.
   *
   * @param rows names of the rows that are to be shown, in their order
   * @param mayReuse false while rows hold a selection, which would be of other text when its element is taken
   */
  assign(rows: readonly string[], mayReuse: boolean): number[] {
    const staying = new Set(rows);
    const free = mayReuse ? [...this.known].filter(([row]) => !staying.has(row)).map(([, slot]) => slot) : [];
    let taken = 0;
    const slots = rows.map((row) => this.known.get(row) ?? free[taken++] ?? this.count++);
    this.known = new Map(rows.map((row, index) => [row, slots[index]!]));
    return slots;
  }
}
