import { describe, expect, it } from 'vitest';
import { FollowedJob } from './followed-job';

type News = { type: 'log'; text: string } | { type: 'progress'; fraction: number };
type Job = FollowedJob<News>;

const log = (text: string): News => ({ type: 'log', text });
const progress = (fraction: number): News => ({ type: 'progress', fraction });
const never = () => new AbortController().signal;

async function collect(job: Job, signal = never()): Promise<News[]> {
  const news: News[] = [];
  for await (const item of job.follow(signal)) news.push(item);
  return news;
}

function createGate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('FollowedJob', () => {
  it('gives all followers the news, and the newest progress alone to one that is slow', async () => {
    const gate = createGate();
    const job = new FollowedJob<News>(async (_, report) => {
      await gate.opened;
      report(log('a'));
      report(progress(0.1));
      report(progress(0.2));
      report(log('b'));
    });
    const both = [collect(job), collect(job)];
    gate.open();
    for (const news of await Promise.all(both)) expect(news).toEqual([log('a'), progress(0.2), log('b')]);
  });

  it('tells a late follower how far it is', async () => {
    const gate = createGate();
    const job = new FollowedJob<News>(async (_, report) => {
      report(progress(0.5));
      await gate.opened;
    });
    const news = collect(job);
    gate.open();
    expect(await news).toEqual([progress(0.5)]);
  });

  it('goes on while one follower is left, and is cancelled and cleaned up when the last one leaves', async () => {
    let cleaned = false;
    const cleaning = createGate();
    const job = new FollowedJob<News>(async (signal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      await cleaning.opened;
      cleaned = true;
      throw signal.reason;
    });
    const first = new AbortController();
    const second = new AbortController();
    const followers = [collect(job, first.signal), collect(job, second.signal)] as const;
    first.abort();
    expect(await followers[0]).toEqual([]);
    expect(job.cancelled).toBe(false);
    second.abort();
    cleaning.open();
    expect(await followers[1]).toEqual([]);
    expect(job.cancelled).toBe(true);
    expect(cleaned).toBe(true);
  });

  it('is cancelled when its only follower leaves the loop', async () => {
    const job = new FollowedJob<News>(async (signal, report) => {
      report(progress(0));
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    });
    for await (const _ of job.follow(never())) break;
    expect(job.cancelled).toBe(true);
  });

  it('throws what the work throws, to every follower', async () => {
    const gate = createGate();
    const job = new FollowedJob<News>(async () => {
      await gate.opened;
      throw new Error('broken');
    });
    const both = [collect(job), collect(job)];
    gate.open();
    for (const follower of both) await expect(follower).rejects.toThrow('broken');
  });
});
