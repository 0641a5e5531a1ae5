/** Attacks from Node's own realm, in place of the supervisor, as after an escape from the vm context. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listExecutables } from './executables';
import { attempt, type Gain, outsideAttacks } from './outside-trial';
import { openScene, type Scene } from './scene';
import { MIB } from './trial';

const addonPath = resolve('node_modules/@electron-internal/extract-zip/index.linux-x64-gnu.node');
/** This one ends its process. */
const abort = 'a core or a report at an abort';
let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});

afterEach(async () => {
  expect(await readFile(scene.target.canaryPath, 'utf8')).toBe(scene.secret);
  expect({ visits: scene.visits(), made: await scene.listMade(), alive: scene.areVictimsAlive() }).toEqual({
    visits: 0,
    made: [],
    alive: true,
  });
});

afterAll(() => scene?.[Symbol.asyncDispose]());

describe.each(listExecutables())('outside the realm, in $name', (executable) => {
  describe.each(['reads', 'writes', 'starts', 'connects', 'signals'] as const)('%s', (kind) => {
    const names = outsideAttacks[kind].filter((name) => name !== abort);
    const gains = new Map<string, Gain>();
    let output = '';
    beforeAll(async () => {
      const { gains: all, stdout } = await attempt({ executable, kind, names, scene, with: { addonPath } });
      for (const gain of all) gains.set(gain.name, gain);
      output = stdout;
    });

    test.each(names)('nothing by %s', (name) => {
      expect(gains.get(name)).toBeDefined();
      expect(gains.get(name)?.gained ?? null).toBeNull();
      expect(output).not.toContain(scene.secret);
    });
  });

  test('nothing of the engine is in the environment', async () => {
    const { gains } = await attempt({ executable, kind: 'others', names: ['environment'] });
    expect(gains).toEqual([{ name: 'environment', gained: null }]);
  });

  test(`nothing is left by ${abort}`, async () => {
    const { end } = await attempt({ executable, kind: 'writes', names: [abort], scene });
    expect(end.code).not.toBe(0);
  });

  test.each(outsideAttacks.exhaust)('no more memory than allowed by %s', async (name) => {
    const { gains } = await attempt({ executable, kind: 'exhaust', names: [name], with: { bytes: 1024 * MIB } });
    expect(gains[0]?.gained ?? null).toBeNull();
  });
});
