/** `runyard doctor`: what works on this machine, what does not, and what to do about it. */
import { resolveDataDir } from '../../config/data-dir';
import { findDoor } from '../../config/door-file';
import { choosePalette } from '../terminal';
import { openEngine } from './open-engine';

/** @returns 1 where nothing can run a program */
export async function runDoctor(options: { json?: boolean }): Promise<number> {
  await using engine = await openEngine();
  const [docker, runtimes] = await Promise.all([engine.status.doctor(), engine.runtimes.list()]);
  const images = docker.ok ? await engine.images.list() : [];
  const { specs, problems } = engine.specs.list();
  const served = findDoor(resolveDataDir(process.env));
  const schedule = await engine.schedule.list();
  const canRun = runtimes.some(({ state }) => state === 'ready') || images.some(({ state }) => state === 'present');
  if (options.json) {
    const report = {
      node: process.versions.node,
      docker,
      images,
      runtimes,
      problems,
      schedule,
      served: served?.origin ?? null,
    };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return canRun ? 0 : 1;
  }
  const { bold, green, red, yellow } = choosePalette(process.stdout, process.env);
  const lines: string[] = [];
  const say = (mark: string, text: string, remedy = '') => {
    lines.push(`${mark} ${text}`);
    if (remedy !== '') lines.push(`  ${remedy}`);
  };
  const [good, bad, hint] = [green('ok'), red('no'), yellow('--')];
  say(good, `Node ${process.versions.node}`);
  say(docker.ok ? good : bad, docker.summary, docker.remedy);
  for (const { source, endpoint, detail, remedy } of docker.ok ? [] : docker.attempts) {
    say('  -', `${source} (${endpoint}): ${detail}`, remedy === '' ? '' : `  ${remedy}`);
  }
  if (docker.ok) {
    const present = images.filter(({ state }) => state === 'present').map(({ specId }) => specId);
    const missing = images.filter(({ state }) => state === 'missing').map(({ specId }) => specId);
    say(present.length > 0 ? good : hint, `images: ${present.join(', ') || 'none'}`);
    if (missing.length > 0)
      say(hint, `no image: ${missing.join(', ')}`, `\`runyard images pull ${missing[0]}\`, or build.`);
  }
  const ready = runtimes.filter(({ state }) => state === 'ready');
  say(ready.length > 0 ? good : bad, `embedded engine: ${ready.map(({ title }) => title).join(', ') || 'no runtime'}`);
  for (const { title, state, reason, remedy } of runtimes)
    if (state === 'broken') say(bad, `${title}: ${reason}`, remedy);
  for (const { file, line, message } of problems) say(bad, `${file}${line === null ? '' : `:${line}`}: ${message}`);
  say(good, `${specs.length} languages`);
  say(served ? good : hint, served ? `served at ${served.origin}` : 'no Runyard is served on this machine');
  for (const { job, cron, nextAt } of schedule) {
    if (cron !== '')
      say(good, `${job}: ${cron}, next ${nextAt === null ? 'never' : new Date(nextAt).toLocaleString()}`);
  }
  process.stdout.write(`${bold('Runyard on this machine')}\n${lines.join('\n')}\n`);
  return canRun ? 0 : 1;
}
