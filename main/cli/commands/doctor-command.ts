/** `runyard doctor`: what works on this machine, what does not, and what to do about it. */
import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DoctorReport, ImageStatus, RuntimeStatus, ScheduledJob, SpecProblem } from '../../../contract';
import { resolveDataDir } from '../../config/data-dir';
import { choosePalette, type Palette } from '../terminal';
import { askEngine, type EngineChoice } from './asked-engine';
import { writeTable } from './table';

export interface Findings {
  /** The version. */
  node: string;
  /** Address of the Runyard that was asked; null where none is served. */
  served: string | null;
  /** Of what is kept between starts. */
  dataDir: { path: string; state: 'writable' | 'readOnly' };
  docker: DoctorReport;
  images: ImageStatus[];
  runtimes: RuntimeStatus[];
  languages: number;
  problems: SpecProblem[];
  schedule: ScheduledJob[];
}

/** @returns 1 where nothing can run a program */
export async function runDoctor(options: EngineChoice & { json?: boolean }): Promise<number> {
  await using asked = await askEngine(options);
  const { client, origin } = asked;
  const [docker, runtimes, schedule, { specs, problems }] = await Promise.all([
    client.engine.doctor(),
    client.runtimes.list(),
    client.schedule.list(),
    client.specs.list(),
  ]);
  const dataDir = resolveDataDir(process.env);
  const findings: Findings = {
    node: process.versions.node,
    served: origin,
    dataDir: { path: dataDir, state: (await isWritable(dataDir)) ? 'writable' : 'readOnly' },
    docker,
    images: docker.ok ? await client.images.list() : [],
    runtimes,
    languages: specs.length,
    problems,
    schedule,
  };
  if (options.json) process.stdout.write(`${JSON.stringify(findings, null, 2)}\n`);
  else
    process.stdout.write(writeFindings(findings, choosePalette(process.stdout, process.env), process.stdout.columns));
  return canRun(findings) ? 0 : 1;
}

export function canRun({ runtimes, images }: Pick<Findings, 'runtimes' | 'images'>): boolean {
  return runtimes.some(({ state }) => state === 'ready') || images.some(({ state }) => state === 'present');
}

/** What is wrong has its remedy below it. */
export function writeFindings(findings: Findings, { green, red, yellow }: Palette, columns?: number): string {
  const { docker, images, runtimes, served, dataDir } = findings;
  const rows: [mark: 'ok' | 'no' | '--' | '', text: string][] = [];
  const say = (mark: 'ok' | 'no' | '--', text: string, remedy = '') => {
    rows.push([mark, text]);
    if (remedy !== '') rows.push(['', remedy]);
  };
  say('ok', `Node ${findings.node}`);
  if (served === null) say('--', 'no Runyard is served here: commands use an engine of their own');
  else say('ok', `Runyard is served at ${served}`);
  if (dataDir.state === 'writable') say('ok', `data folder: ${dataDir.path}`);
  else say('--', `${dataDir.path} cannot be written: nothing is kept`, 'Name another by RUNYARD_DATA_DIR.');
  say(docker.ok ? (docker.remedy === '' ? 'ok' : '--') : 'no', docker.summary, docker.remedy);
  if (!docker.ok) {
    for (const { source, endpoint, detail } of docker.attempts) rows.push(['', `- ${source} (${endpoint}): ${detail}`]);
  }
  const named = (chosen: (image: ImageStatus) => boolean) => images.filter(chosen).map(({ specId }) => specId);
  const present = named(({ state }) => state === 'present');
  const missing = named(({ state }) => state === 'missing');
  const outdated = named(({ state, freshness }) => state === 'present' && freshness === 'outdated');
  if (docker.ok) say(present.length > 0 ? 'ok' : '--', `images: ${present.join(', ') || 'none'}`);
  if (missing.length > 0) {
    say('--', `no image: ${missing.join(', ')}`, `\`runyard images pull ${missing[0]}\`, or build in place of pull.`);
  }
  if (outdated.length > 0) {
    say('--', `built from an older recipe: ${outdated.join(', ')}`, `\`runyard images build ${outdated.join(' ')}\``);
  }
  const ready = runtimes.filter(({ state }) => state === 'ready').map(({ title }) => title);
  say(ready.length > 0 ? 'ok' : 'no', `embedded engine: ${ready.join(', ') || 'no runtime'}`);
  for (const { title, state, reason, remedy } of runtimes) {
    if (state === 'broken') say('no', `${title}: ${reason}`, remedy);
  }
  say('ok', `${findings.languages} languages`);
  for (const { file, line, message } of findings.problems) {
    say('no', `${file}${line === null ? '' : `:${line}`}: ${message}`);
  }
  for (const { job, cron, nextAt } of findings.schedule) {
    if (cron !== '')
      say('ok', `${job}: ${cron}, next ${nextAt === null ? 'never' : new Date(nextAt).toLocaleString()}`);
  }
  const paints = { ok: green, no: red, '--': yellow, '': (text: string) => text };
  // Painted after the table is laid out: what paints takes no room.
  return writeTable(rows, { columns }).replace(/^(ok|no|--)(?= )/gm, (mark) =>
    paints[mark as keyof typeof paints](mark),
  );
}

/** Whether it may be written, or made. */
async function isWritable(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK);
    return true;
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return isAbsent && dirname(path) !== path ? isWritable(dirname(path)) : false;
  }
}
