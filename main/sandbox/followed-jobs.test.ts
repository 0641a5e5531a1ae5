import { expect, test } from 'vitest';
import type { JobWork } from './followed-job';
import { FollowedJobs } from './followed-jobs';

type News = { type: 'log'; text: string };

async function collect(jobs: FollowedJobs<News>, work: JobWork<News>, signal: AbortSignal): Promise<string[]> {
  const texts: string[] = [];
  for await (const { text } of jobs.follow('it', work, signal)) texts.push(text);
  return texts;
}

const never = new AbortController().signal;
const finish: JobWork<News> = async (_, report) => {
  await Promise.resolve();
  report({ type: 'log', text: 'done' });
};
const untilCancelled: JobWork<News> = (signal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

test('who comes while the last follower leaves gets a job that is not cancelled, at whatever moment', async () => {
  for (let ticks = 0; ticks < 30; ticks += 1) {
    const jobs = new FollowedJobs<News>();
    const leave = new AbortController();
    const left = collect(jobs, untilCancelled, leave.signal);
    await Promise.resolve();
    leave.abort();
    for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
    const stay = new AbortController();
    const came = collect(jobs, finish, stay.signal);
    expect(await left).toEqual([]);
    // At first it may still join the other's work, which then has a follower.
    if (ticks > 3) expect(await came, `after ${ticks} ticks`).toEqual(['done']);
    stay.abort();
    expect(await came, `after ${ticks} ticks`).toBeInstanceOf(Array);
    await jobs.settle();
  }
});

test('those who want the same share one work, and the next who wants it begins another', async () => {
  const jobs = new FollowedJobs<News>();
  let begun = 0;
  const work: JobWork<News> = async (signal, report) => {
    begun += 1;
    await finish(signal, report);
  };
  await Promise.all([collect(jobs, work, never), collect(jobs, work, never)]);
  expect(begun).toBe(1);
  await jobs.settle();
  expect(await collect(jobs, work, never)).toEqual(['done']);
  expect(begun).toBe(2);
});

test('nothing begins for who has gone already', async () => {
  const jobs = new FollowedJobs<News>();
  const untouched: JobWork<News> = () => {
    throw new Error('begun');
  };
  expect(await collect(jobs, untouched, AbortSignal.abort())).toEqual([]);
});
