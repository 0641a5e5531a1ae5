import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FILES_LIMIT_COUNT } from '../sandbox/file-provider';
import { type EmbeddedRuns, openEmbedded } from '../testing/embedded-runs';

let runs: EmbeddedRuns;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-bad-input-'));
  runs = await openEmbedded();
});
afterAll(async () => {
  await runs?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const expectWell = async (spec: string, code: string) => {
  const { stdout, outcome } = await runs.run(spec, code);
  expect({ stdout, outcome }).toEqual({ stdout: 'well\n', outcome: { type: 'exited', code: 0 } });
};

/** In each language: that all is well; what redefines all it can reach; what fails at its exit; bytes that are no text. */
const programs = {
  python: {
    well: 'print("well")',
    redefine:
      'import sys, builtins\nprint("begun")\nfor module in list(sys.modules.values()):\n  for name in list(vars(module)):\n    try: setattr(module, name, None)\n    except BaseException: pass',
    atExit: 'import atexit\natexit.register(lambda: 1 / 0)\nprint("begun")',
    bytes: 'import sys\nsys.stdout.buffer.write(b"a\\xff\\xc3")',
    nul: 'print("begun")\n\0',
  },
  javascript: {
    well: 'console.log("well")',
    redefine:
      'console.log("begun");\nfor (const holder of [globalThis, process, console, Object.prototype, Function.prototype, Array.prototype, Promise.prototype])\n  for (const name of Object.getOwnPropertyNames(holder)) try { holder[name] = undefined; delete holder[name]; } catch {}',
    atExit: 'process.on("exit", () => { throw new Error("late"); }); console.log("begun")',
    bytes: 'process.stdout.write(Uint8Array.of(97, 255, 195))',
    nul: 'console.log("begun")\n\0',
  },
  lua: {
    well: 'print("well")',
    redefine:
      'print("begun")\nlocal seen = {}\nlocal function wipe(t)\n  if seen[t] then return end\n  seen[t] = true\n  for k, v in next, t do\n    if type(v) == "table" then wipe(v) end\n    t[k] = nil\n  end\nend\nwipe(_G)',
    atExit: 'setmetatable({}, { __gc = function() error("late") end })\nprint("begun")',
    bytes: 'io.write("a\\xff\\xc3")',
    nul: 'print("begun")\n\0',
  },
  sqlite: {
    well: "SELECT 'well';",
    redefine:
      "SELECT 'begun';\nPRAGMA writable_schema = ON;\nDELETE FROM sqlite_schema;\nUPDATE sqlite_schema SET sql = 'x';",
    atExit: "SELECT 'begun';\nSELECT abs(-9223372036854775808);",
    bytes: "SELECT CAST(x'61ffc3' AS TEXT);",
    nul: "SELECT 'begun';\n\0",
  },
  ruby: {
    well: 'puts "well"',
    redefine:
      'puts "begun"\n$VERBOSE = nil\n(Object.constants - [:Object]).each { |name| Object.send(:remove_const, name) rescue nil }\n$stdout = nil rescue nil',
    atExit: 'at_exit { raise "late" }\nputs "begun"',
    bytes: 'STDOUT.write("a\\xff\\xc3".b)',
    nul: 'puts "begun"\n\0',
  },
};

describe.each(Object.entries(programs))('%s', (spec, { well, redefine, atExit, bytes, nul }) => {
  test('a program that redefines all that it can reach harms itself only', async () => {
    const { stdout, outcome } = await runs.run(spec, redefine, { limits: { runTimeoutMs: 10_000 } });
    expect(stdout).toMatch(/^begun\n/);
    expect(outcome.type).toBe('exited');
    await expectWell(spec, well);
  });

  test('a program that fails at its exit has said what it said', async () => {
    const { stdout, outcome } = await runs.run(spec, atExit);
    expect(stdout).toBe('begun\n');
    expect(outcome.type).toBe('exited');
  });

  test('bytes that are no text are shown as such', async () => {
    expect((await runs.run(spec, bytes)).stdout.trimEnd()).toBe('a\ufffd\ufffd');
  });

  test('a NUL in the source ends the run, and the next one works', async () => {
    expect((await runs.run(spec, nul)).outcome.type).toMatch(/exited|compileFailed/);
    await expectWell(spec, well);
  });
});

test('as many files arrive as a run may have, and ten thousand are refused', async () => {
  const data = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`data/${i % 100}/${i}.txt`, `${i}`]));
  const code = 'import glob\nprint(len(glob.glob("data/*/*.txt")), open("data/99/1799.txt").read())';
  const { stdout } = await runs.run('python', { 'main.py': code, ...data(FILES_LIMIT_COUNT - 1) });
  expect(stdout).toBe(`${FILES_LIMIT_COUNT - 1} 1799\n`);
  await expect(runs.run('python', { 'main.py': code, ...data(10_000) })).rejects.toMatchObject({
    code: 'FILE_INVALID',
    message: 'The run has 10001 files.',
  });
});

test('a snapshot that is cut short between two runs is made anew', async () => {
  const dataDir = join(folder, 'cut');
  const program = 'print("well")';
  const options = { dataDir, config: { warmSandboxes: 0 } };
  await using own = await openEmbedded(options);
  await own.run('python', program);
  const dir = join(dataDir, 'embedded/snapshots');
  const [name = ''] = (await readdir(dir)).filter((file) => file.startsWith('python-'));
  await truncate(join(dir, name), 1_000_000);
  const { stdout, events } = await own.run('python', program);
  expect(stdout).toBe('well\n');
  expect(events.map(({ type }) => type)).toContain('started');
});

test('a runtime whose package is of another version says so, and the others run', async () => {
  const embeddedDir = join(folder, 'node_modules/.embedded');
  await cp(resolve('out/embedded'), embeddedDir, { recursive: true });
  const manifest = JSON.parse(await readFile(join(embeddedDir, 'lua.json'), 'utf8'));
  const [name = ''] = Object.keys(manifest.packages);
  manifest.packages[name] = '0.0.1';
  await writeFile(join(embeddedDir, 'lua.json'), JSON.stringify(manifest));
  await cp(resolve('node_modules', name), join(folder, 'node_modules', name), { recursive: true });
  await using own = await openEmbedded({ embeddedDir });
  await expect(own.run('lua', 'print(1)')).rejects.toMatchObject({
    code: 'EMBEDDED_FAILED',
    message: expect.stringMatching(
      /Lua cannot start: The npm package \S+ is installed in version .*, but 0\.0\.1 is needed/,
    ),
    remedy: "Run npm install in Runyard's folder.",
  });
  await expect(own.run('sqlite', 'SELECT 1;')).rejects.toMatchObject({
    code: 'EMBEDDED_FAILED',
    message: expect.stringContaining('is not installed'),
  });
  await expectWell('lua', 'print("well")');
});

test('a runtime whose code is damaged says that it could not be started', async () => {
  const embeddedDir = join(resolve('out'), `.damaged-${process.pid}`);
  await cp(resolve('out/embedded'), embeddedDir, { recursive: true });
  try {
    await writeFile(join(embeddedDir, 'lua.js'), 'throw new Error("damaged")');
    await using own = await openEmbedded({ embeddedDir });
    await expect(own.run('lua', 'print(1)')).rejects.toMatchObject({
      code: 'EMBEDDED_FAILED',
      message: expect.stringContaining('could not be started: Something was thrown'),
    });
  } finally {
    await rm(embeddedDir, { recursive: true });
  }
});
