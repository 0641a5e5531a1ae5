/** Builds the scheduler with the jobs that the config sets times for. */
import { join } from 'node:path';
import type { SpecList } from '../../contract';
import type { Config } from '../config/config';
import { type RefreshedImages, refreshImages } from './image-refresh';
import { JobRecords } from './job-records';
import { Scheduler } from './scheduler';

/** A registry that many ask at the same minute is slow for all. */
const IMAGE_JITTER_MS = 5 * 60_000;
const SPEC_JITTER_MS = 30_000;

export interface ScheduleOptions {
  config: Pick<Config, 'specReload' | 'imageRefresh'>;
  /** Folder of what is kept between starts. */
  dataDir: string;
  /** Writes a file whole or not at all. */
  writeFile: (file: string, text: string) => Promise<unknown>;
  specs: { reload(signal: AbortSignal): Promise<void>; list(): SpecList };
  images: RefreshedImages;
}

/** @throws RunyardError `CONFIG_INVALID`, naming the key */
export function composeSchedule({ config, dataDir, writeFile, specs, images }: ScheduleOptions): Scheduler {
  const reloadSpecs = async (signal: AbortSignal) => {
    await specs.reload(signal);
    const { specs: found, problems } = specs.list();
    return `${count(found, 'language')}, ${count(problems, 'problem')}.`;
  };
  return new Scheduler({
    records: new JobRecords(join(dataDir, 'schedule.json'), writeFile),
    jobs: [
      { name: 'specReload', cron: config.specReload, jitterMs: SPEC_JITTER_MS, run: reloadSpecs },
      {
        name: 'imageRefresh',
        cron: config.imageRefresh,
        jitterMs: IMAGE_JITTER_MS,
        run: (signal) => refreshImages(images, signal),
      },
    ],
  });
}

function count(things: readonly unknown[], name: string): string {
  return `${things.length} ${name}${things.length === 1 ? '' : 's'}`;
}
