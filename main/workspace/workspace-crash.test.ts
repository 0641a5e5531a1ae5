/** Kills a process that types, again and again in one folder, and looks at what is left each time. Several folders at once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { Workspace } from './workspace';

const KILLS = 100;
const FOLDERS = 2;
const LONGEST_LIFE_MS = 900;
/** What a person may lose at most. */
const LOSS_LIMIT_MS = 1000;
const seed = Number(process.env.RUNYARD_TEST_SEED ?? Date.now() % 1_000_000);

test(`loses at most the last second when it is killed, ${KILLS} times (RUNYARD_TEST_SEED=${seed})`, async () => {
  const base = await mkdtemp(join(tmpdir(), 'runyard-crash-'));
  const script = join(base, 'child.mjs');
  const entryPoints = [join(import.meta.dirname, 'workspace.crash-child.ts')];
  await build({ entryPoints, outfile: script, bundle: true, platform: 'node', format: 'esm', target: 'node20' });
  const lanes = Array.from({ length: FOLDERS }, (_, lane) => killInFolder(script, join(base, `${lane}`), seed + lane));
  const losses = (await Promise.all(lanes)).flat().sort((a, b) => a - b);
  expect(losses).toHaveLength(KILLS);
  console.log(
    `lost at most ${losses.at(-1)?.toFixed(0)} ms of typing, ${losses[KILLS / 2]?.toFixed(0)} ms in the middle`,
  );
  await rm(base, { recursive: true, force: true });
}, 400_000);

/** Gives what each kill lost, in milliseconds of typing. */
async function killInFolder(script: string, base: string, laneSeed: number): Promise<number[]> {
  const [dataDir, folder] = [join(base, 'data'), join(base, 'scratches')];
  await mkdir(dataDir, { recursive: true });
  let random = laneSeed;
  const losses: number[] = [];
  for (let kill = 0; kill < KILLS / FOLDERS; kill += 1) {
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
    const typed = await typeAndKill(script, [dataDir, folder, `${random}`], random % LONGEST_LIFE_MS);
    const said = `kill ${kill} of seed ${laneSeed}`;
    expect(
      (await readdir(dataDir)).filter((name) => name.includes('broken')),
      said,
    ).toEqual([]);
    await using workspace = new Workspace({ dataDir, folder, findLanguage: () => null });
    const { texts, notices, state } = await workspace.load();
    expect(notices, said).toEqual([]);
    const text = texts.find((one) => one.path === 'main.py')?.content ?? '';
    const kept = text.split('\n').length - 1;
    expect(text, said).toBe(Array.from({ length: kept }, (_, index) => `${index + 1}\n`).join(''));
    const firstLost = typed.times.get(kept + 1);
    const lostMs = firstLost === undefined ? 0 : typed.killedAt - firstLost;
    losses.push(lostMs);
    expect(lostMs, said).toBeLessThan(LOSS_LIMIT_MS);
    // What was loaded is in the folder. A file beside it may be left of the moment in which the scratch got its place.
    if (state?.tabs[0]) expect(await readMainFiles(folder), said).toContain(text);
  }
  return losses;
}

async function readMainFiles(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.'));
  const paths = names.map((name) => join(folder, name, ...(name.endsWith('.py') ? [] : ['main.py'])));
  // A folder may have been made and not filled yet.
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8').catch(() => null)));
  return texts.filter((text) => text !== null);
}

/** When each number was heard of, and when the process was killed. */
async function typeAndKill(script: string, args: string[], lifeMs: number) {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const times = new Map<number, number>();
  let killedAt = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (times.size === 0) {
      setTimeout(() => {
        killedAt = performance.now();
        child.kill('SIGKILL');
      }, lifeMs);
    }
    times.set(Number(line), performance.now());
  }
  await exited;
  return { times, killedAt };
}
