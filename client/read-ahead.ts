/**
 * Takes items as they come, so that those that have arrived are given even where the line breaks before they are asked
 * for. For a source that is bounded itself.
 */
export async function* readAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  const items = source[Symbol.asyncIterator]();
  const arrived: T[] = [];
  let end: { failed: boolean; error?: unknown } | null = null;
  let wake = () => {};
  const read = async () => {
    for (let next = await items.next(); !next.done; next = await items.next()) {
      arrived.push(next.value);
      wake();
    }
  };
  const reading = read().then(
    () => {
      end = { failed: false };
    },
    (error: unknown) => {
      end = { failed: true, error };
    },
  );
  void reading.then(() => wake());
  const readEnd = (): { failed: boolean; error?: unknown } | null => end;
  try {
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      while (arrived.length > 0) yield arrived.shift()!;
      const ended = readEnd();
      if (ended?.failed) throw ended.error;
      if (ended) return;
      if (arrived.length === 0) await woken;
    }
  } finally {
    if (readEnd() === null) await items.return?.();
  }
}
