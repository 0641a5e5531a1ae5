/** A pull or a build of an image that several may wait for. */
import type { ImageProgress } from '../../contract';
import type { JobWork } from '../sandbox/followed-job';

/** What a job tells on its way; `done` is said by whoever follows it, for their own spec. */
export type ImageNews = Exclude<ImageProgress, { type: 'done' }>;
export type ImageWork = JobWork<ImageNews>;
