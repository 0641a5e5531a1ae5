/** Follows what the engine tells for as long as the window wants it: the one place that begins a watch anew. */
import { wait } from '../../client/wait';

/** The client brings back a connection by itself; what it gives up on, such as a token that is not known any more, takes a person. */
const RETRY_MS = 3000;

/**
 * Settles when the signal aborts, or the engine has ended the watch. Never rejects.
 * @param onFailure says whether it is worth another try
 */
export async function keepFollowing<T>(
  watch: (options: { signal: AbortSignal }) => AsyncIterable<T>,
  signal: AbortSignal,
  take: (item: T) => unknown,
  onFailure: (error: unknown) => 'again' | 'end' = () => 'again',
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const item of watch({ signal })) await take(item);
      return;
    } catch (error) {
      if (signal.aborted || onFailure(error) === 'end') return;
      await wait(RETRY_MS, signal);
    }
  }
}
