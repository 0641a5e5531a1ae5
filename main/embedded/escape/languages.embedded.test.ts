/** Attacks by programs, in each language, through the whole engine. */
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedRuns, openEmbedded } from '../../testing/embedded-runs';
import { listCPrograms } from './languages/c';
import { listJavaScriptPrograms } from './languages/javascript';
import { listLuaPrograms } from './languages/lua';
import type { Program } from './languages/program';
import { listPythonPrograms } from './languages/python';
import { listRubyPrograms } from './languages/ruby';
import { listSqlitePrograms } from './languages/sqlite';
import { openScene, type Scene, type Target } from './scene';

/** Time enough for the whole of an attack, and all that a fatal one may take. */
const RUN_TIMEOUT_MS = 15_000;

const languages: { spec: string; hello: string; list: (target: Target) => Program[] }[] = [
  { spec: 'lua', hello: 'print("hello")', list: listLuaPrograms },
  { spec: 'javascript', hello: 'console.log("hello")', list: listJavaScriptPrograms },
  { spec: 'typescript', hello: 'console.log("hello" as string)', list: listJavaScriptPrograms },
  { spec: 'python', hello: 'print("hello")', list: listPythonPrograms },
  { spec: 'sqlite', hello: "SELECT 'hello';", list: listSqlitePrograms },
  { spec: 'ruby', hello: 'puts "hello"', list: listRubyPrograms },
  { spec: 'c', hello: '#include <stdio.h>\nint main(void) { puts("hello"); }', list: listCPrograms },
];

let scene: Scene;
let runs: EmbeddedRuns;
let available: string[] = [];

beforeAll(async () => {
  scene = await openScene();
  runs = await openEmbedded();
  const states = await runs.engine.embedded.runtimes.list();
  available = states.filter(({ state }) => state === 'ready').map(({ id }) => id);
});
afterAll(async () => {
  await runs?.[Symbol.asyncDispose]();
  await scene?.[Symbol.asyncDispose]();
});
afterEach(async () => {
  expect(await readFile(scene.target.canaryPath, 'utf8')).toBe(scene.secret);
  expect({ visits: scene.visits(), made: await scene.listMade(), alive: scene.areVictimsAlive() }).toEqual({
    visits: 0,
    made: [],
    alive: true,
  });
});

/** The target's names are known only when it is there; names of programs are not of it. */
const nowhere: Target = {
  canaryPath: '/FILE',
  openFolder: '/FOLDER',
  tcpPort: 0,
  udpPort: 0,
  socketPath: '',
  victimPids: [],
  enginePid: 0,
};

describe.each(languages)('$spec', ({ spec, hello, list }) => {
  test.for(list(nowhere).map(({ name }) => name))('nothing by %s', async (name, { skip }) => {
    if (!available.includes(spec)) return skip();
    const program = list(scene.target).find((candidate) => candidate.name === name) as Program;
    const { stdout, stderr, outcome } = await runs.run(spec, program.text, {
      limits: { runTimeoutMs: RUN_TIMEOUT_MS },
    });
    expect(`${stdout}${stderr}`).not.toContain(scene.secret);
    expect(stdout).not.toMatch(/^.*\bGOT\b.*$/m);
    if (!program.isFatal) expect(stdout).toContain('the end');
    expect(outcome.type).not.toBe('stopped');
    expect((await runs.run(spec, hello)).stdout).toBe('hello\n');
  });
});
