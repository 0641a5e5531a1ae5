import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SpecProvider } from '../../specs/spec-provider';
import { readSource } from './source';

let folder: string;
const at = (name: string) => join(folder, name);
const read = (...places: string[]) => readSource({ spec: undefined, eval: undefined, entry: undefined, places });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'runyard-source-'));
  await mkdir(at('project/lib'), { recursive: true });
  const texts = {
    'hello.py': 'print(1)',
    shell: '#!/bin/sh -e\necho 1',
    env: '#!/usr/bin/env -S A=1 python3.11 -u\nprint(1)',
    bare: 'print(1)',
    'project/main.lua': "require 'lib.a'",
    'project/lib/a.lua': '',
    'lib.c': '',
    'prog.c': '',
  };
  for (const [name, text] of Object.entries(texts)) await writeFile(at(name), text);
  await writeFile(at('picture.py'), Buffer.from([0xff, 0xfe, 0x00]));
});
afterAll(() => rm(folder, { recursive: true }));

describe('what is run', () => {
  test('has its language from its #! line or its name', async () => {
    expect(await read(at('hello.py'))).toMatchObject({ spec: 'py', entry: 'hello.py' });
    expect(await read(at('shell'))).toMatchObject({ spec: 'sh' });
    expect(await read(at('env'))).toMatchObject({ spec: 'python' });
    await expect(read(at('bare'))).rejects.toMatchObject({ exitCode: 2, remedy: expect.stringContaining('--spec') });
  });

  test('starts with the file that was named first, or the main of a folder', async () => {
    expect(await read(at('prog.c'), at('lib.c'))).toMatchObject({ entry: 'prog.c', spec: 'c' });
    const project = await read(at('project'));
    expect(project).toMatchObject({ entry: 'main.lua', spec: 'lua' });
    expect(project.files.map(({ path }) => path).sort()).toEqual(['lib/a.lua', 'main.lua']);
    const all = { spec: undefined, eval: undefined, places: [at('project')] };
    expect(await readSource({ ...all, entry: 'lib/a.lua' })).toMatchObject({ entry: 'lib/a.lua' });
    await expect(readSource({ ...all, entry: 'b.lua' })).rejects.toMatchObject({ exitCode: 2 });
  });

  test('is refused in words', async () => {
    await expect(read()).rejects.toMatchObject({ exitCode: 2 });
    await expect(read(at('absent.py'))).rejects.toMatchObject({ message: expect.stringContaining('is not there') });
    await expect(read(at('picture.py'))).rejects.toMatchObject({ message: expect.stringContaining('UTF-8') });
    await expect(readSource({ spec: undefined, eval: '1', entry: undefined, places: [] })).rejects.toMatchObject({
      remedy: expect.stringContaining('--spec'),
    });
  });

  test('by its ending is an alias of each language of ours', async () => {
    const specs = new SpecProvider(['specs']);
    await specs.load();
    for (const { id, file } of specs.list().specs) {
      expect(specs.find(file.split('.').at(-1) ?? '').id, file).toBe(id);
    }
  });
});
