/** A stream of the api as bytes of HTTP: Server-Sent Events or lines of JSON, never ahead of what the caller reads. */
import { RunyardError } from '../../contract';
import { describeRefusal } from './api-refusal';

/** How a caller may have a stream: each as it happens in one of two notations, or all of it in one answer. */
export type StreamForm = 'events' | 'lines' | 'whole';

const FORMS: Record<string, StreamForm> = {
  'text/event-stream': 'events',
  'application/x-ndjson': 'lines',
  'application/ndjson': 'lines',
  'application/jsonl': 'lines',
  'application/json': 'whole',
};

export const STREAM_TYPES = { events: 'text/event-stream', lines: 'application/x-ndjson' } as const;

/** The form that an `Accept` header likes best; `events` where it has no opinion. */
export function chooseForm(accept: string | undefined): StreamForm {
  const wanted = (accept ?? '').split(',').flatMap((part) => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const form = FORMS[type];
    const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    return form && quality > 0 ? [{ form, quality }] : [];
  });
  return wanted.reduce((best, one) => (one.quality > best.quality ? one : best), {
    form: 'events' as StreamForm,
    quality: 0,
  }).form;
}

interface Notation {
  item(item: unknown): string;
  failure(error: RunyardError): string;
  end: string;
  /** What means nothing, and shows whether the other end is still there. */
  keepAlive: string;
}

/** Events are named as oRPC's clients expect it: `message` for each item, `error` or `done` as the last. */
const NOTATIONS: Record<'events' | 'lines', Notation> = {
  events: {
    item: (item) => `event: message\ndata: ${JSON.stringify(item)}\n\n`,
    failure: (error) => `event: error\ndata: ${JSON.stringify(describeRefusal(error))}\n\n`,
    end: 'event: done\n\n',
    keepAlive: ': still here\n\n',
  },
  lines: {
    item: (item) => `${JSON.stringify(item)}\n`,
    failure: (error) => `${JSON.stringify({ type: 'failed', error: describeRefusal(error) })}\n`,
    end: '',
    keepAlive: '\n',
  },
};

export interface FrameOptions {
  form: 'events' | 'lines';
  /** How long nothing may be said. */
  keepAliveMs: number;
  /** How long the caller may leave a frame unread. */
  stalledMs: number;
  /** Called when it took longer; it must end the connection. */
  onStalled: () => void;
}

type Arrival = IteratorResult<unknown, void>;

/**
 * The first frame comes at once, so that the head of the answer goes out with it.
 * @param first the first item, which was asked for already
 */
export async function* writeFrames(
  items: AsyncIterator<unknown, void, undefined>,
  first: Promise<Arrival>,
  { form, keepAliveMs, stalledMs, onStalled }: FrameOptions,
): AsyncGenerator<string, void, undefined> {
  const notation = NOTATIONS[form];
  let stalled: NodeJS.Timeout | undefined;
  let next = first;
  let patienceMs = 0;
  try {
    for (;;) {
      const arrival = await orAfter(next, patienceMs);
      patienceMs = keepAliveMs;
      const frame =
        arrival === 'late' ? notation.keepAlive : arrival.done ? notation.end : notation.item(arrival.value);
      stalled = setTimeout(onStalled, stalledMs);
      if (frame !== '') yield frame;
      clearTimeout(stalled);
      if (arrival === 'late') continue;
      if (arrival.done) return;
      next = items.next();
    }
  } catch (error) {
    if (!(error instanceof RunyardError)) throw error;
    yield notation.failure(error);
  } finally {
    clearTimeout(stalled);
    await items.return?.();
  }
}

/** The arrival, or `late` when it has not come within the time. */
export async function orAfter<T>(arrival: Promise<T>, ms: number): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), ms);
    });
    return await Promise.race([arrival, late]);
  } finally {
    clearTimeout(timer);
  }
}
