/** An orderly end that one room's failure does not cut short: a container that is left outlives the program. */

/**
 * One step after the other, each whatever became of those before.
 * @param steps a room, or rooms that end at the same time
 * @throws what a room failed with; an `AggregateError` where it was several
 */
export async function disposeRooms(steps: readonly (AsyncDisposable | readonly AsyncDisposable[])[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) {
    const rooms = Symbol.asyncDispose in step ? [step] : step;
    const ended = await Promise.allSettled(rooms.map(async (room) => room[Symbol.asyncDispose]()));
    for (const end of ended) if (end.status === 'rejected') failures.push(end.reason);
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} rooms of the engine failed to end.`);
}
