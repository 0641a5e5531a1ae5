/** Pulls an image from its registry. */
import type Docker from 'dockerode';
import type { ImageNews } from './image-job';
import { type PullMessage, PullProgress } from './image-pull-progress';
import { splitReference } from './image-reference';
import { readJsonLines } from './json-lines';

const MEGABYTE = 1_000_000;

export interface PullOptions {
  /** About what the pull downloads; 0 where nobody knows. */
  expectedBytes: number;
  /** Aborting drops the connection, by which the daemon gives up the pull. */
  signal: AbortSignal;
  report: (news: ImageNews) => void;
}

/** Throws what the daemon says when it cannot. */
export async function pullReference(docker: Docker, reference: string, options: PullOptions): Promise<void> {
  const { expectedBytes, signal, report } = options;
  signal.throwIfAborted();
  const { repository, tag } = splitReference(reference);
  const progress = new PullProgress(expectedBytes);
  report({ type: 'progress', message: `Asking for ${reference}`, fraction: 0 });
  // The tag is always named: without one the daemon would pull them all.
  const stream = await docker.createImage({ fromImage: repository, tag, abortSignal: signal });
  for await (const message of readJsonLines<PullMessage>(stream as AsyncIterable<unknown>)) {
    if (message.error) throw new Error(message.error);
    if (progress.take(message)) {
      report({ type: 'progress', message: tellBytes(progress), fraction: progress.fraction });
    } else if (message.status) report({ type: 'log', text: message.status });
  }
  signal.throwIfAborted();
  progress.finish();
  report({ type: 'progress', message: 'Pulled', fraction: progress.fraction });
}

function tellBytes({ downloadedBytes, totalBytes }: PullProgress): string {
  if (downloadedBytes >= totalBytes) return 'Unpacking';
  return `Downloaded ${(downloadedBytes / MEGABYTE).toFixed(1)} of ${(totalBytes / MEGABYTE).toFixed(1)} MB`;
}
