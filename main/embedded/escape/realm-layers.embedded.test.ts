/** The layers of the realm, each shown by what comes through where it alone is taken away. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../../scripts/build-embedded/build-embedded';
import { type Executable, listExecutables } from './executables';
import { MIB, realSupervisor, runTrial, type Trial } from './trial';

const guest = resolve('main/embedded/guest');
const attack = resolve('main/embedded/escape/attacks/raw.js');
const MEMORY_BYTES = 16 * MIB;

/** The attack alone; behind what locks the realm's errors; behind the limit of memory. */
let bare = '';
let locked = '';
let limited = '';
let supervisor = '';

beforeAll(async () => {
  const build = (setup: string) =>
    bundle(resolve(), `import { askAll } from '${attack}'; ${setup} askAll();`, 'iife', true, false);
  const lock = `import { lockErrors } from '${guest}/error-lock.ts'; lockErrors();`;
  bare = await build('');
  locked = await build(lock);
  limited = await build(`import { limitMemory } from '${guest}/memory-limit.ts'; limitMemory(${MEMORY_BYTES});`);
  supervisor = await readFile(realSupervisor, 'utf8');
});

type Answers = Record<string, unknown>;

async function ask(executable: Executable, trial: Partial<Trial>): Promise<Answers> {
  const { stdout, failed, end } = await runTrial({ executable, bundle: bare, overheadBytes: 256 * MIB, ...trial });
  if (!stdout.startsWith('{')) throw new Error(`no answer: ${failed} ${end.stderr}`);
  return JSON.parse(stdout) as Answers;
}

function replace(text: string, from: string, to: string): string {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`there is no ${from}`);
  return changed;
}

describe.each(listExecutables())('in $name', (executable) => {
  test('no code from text in Node’s own realm: the flag', async () => {
    expect((await ask(executable, {})).outerFunction).toBe('nothing');
    const less = await ask(executable, { withoutFlags: /code-generation/ });
    expect(less.outerFunction).toBe('number');
  });

  test('no code from text in the guest’s realm: the context’s option', async () => {
    expect((await ask(executable, { withoutFlags: /code-generation/ })).ownFunction).toBe('nothing');
    const without = replace(supervisor, 'strings: false', 'strings: true');
    expect((await ask(executable, { supervisor: without })).ownFunction).toBe('number');
  });

  test('frozen intrinsics', async () => {
    expect((await ask(executable, {})).outerPrototype).toBe('nothing');
    expect((await ask(executable, { withoutFlags: /frozen/ })).outerPrototype).toBe('yes');
  });

  test('the lock of stack traces: no frames, and no error of Node’s own formatter', async () => {
    expect(await ask(executable, { bundle: locked })).toMatchObject({ frames: 'nothing', outerError: 'nothing' });
    const { frames, outerError } = await ask(executable, {});
    expect(frames).toEqual(expect.any(Number));
    expect(outerError).toBe('RangeError');
  });

  test('the limit of WebAssembly memories, made and declared', async () => {
    const held = await ask(executable, { bundle: limited });
    expect(held).toMatchObject({ largeMemory: 'nothing', growingModule: 'nothing' });
    const less = await ask(executable, {});
    expect(less).toMatchObject({ largeMemory: 64 * MIB, growingModule: 64 * MIB });
  });

  test('an import gives an error of Node’s, which no code from text holds', async () => {
    const { dynamicImport, outerFunction } = await ask(executable, {});
    expect(dynamicImport).not.toBe('nothing');
    expect(outerFunction).toBe('nothing');
  });
});

// The others carry texts of programs, in which the word is.
test.each(['lua', 'python', 'ruby', 'sqlite'])('the code of %s imports nothing at run time', async (id) => {
  expect(await readFile(resolve(`out/embedded/${id}.js`), 'utf8')).not.toMatch(/(?<![.\w$'"`])import\s*\(/);
});
