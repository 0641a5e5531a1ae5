/** Each layer alone: what fails behind it succeeds where it, and nothing else, is taken away. */
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listOsWalls } from '../os-walls';
import { type Executable, listExecutables } from './executables';
import { type Attempt, attempt } from './outside-trial';
import { findOpenRoot, openScene, type Scene } from './scene';
import { chooseWalls, MIB, withoutParts } from './trial';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene[Symbol.asyncDispose]());

const isRoot = process.getuid?.() === 0;
const addonPath = resolve('node_modules/@electron-internal/extract-zip/index.linux-x64-gnu.node');
const executables = listExecutables();
const [node] = executables as [Executable];

interface Layer {
  layer: string;
  attack: Pick<Attempt, 'kind' | 'names'> & Partial<Attempt>;
  parts?: (string | RegExp)[];
  flags?: RegExp;
}

const layers: Layer[] = [
  {
    layer: 'the permission model keeps from files',
    attack: { kind: 'reads', names: ['fs.readFileSync'] },
    flags: /permission|allow-fs/,
  },
  {
    layer: 'the permission model keeps from other programs',
    attack: { kind: 'starts', names: ['child_process.spawnSync'] },
    flags: /permission|allow-fs/,
  },
  {
    layer: 'the permission model keeps from workers',
    // A worker has a heap and code of its own.
    attack: { kind: 'starts', names: ['worker_threads'], overheadBytes: 1024 * MIB },
    flags: /permission|allow-fs/,
  },
  {
    layer: 'the network namespace',
    attack: { kind: 'connects', names: ['net.connect'] },
    parts: ['--net'],
  },
  {
    layer: 'the limit of data',
    attack: { kind: 'exhaust', names: ['buffers'], with: { bytes: 512 * MIB } },
    parts: [/ulimit -d \d+; /],
  },
  {
    layer: 'the limit of processor time',
    attack: { kind: 'others', names: ['spin'], cpuSeconds: 1, with: { ms: 2500 } },
    parts: [/ulimit -t \d+; /],
  },
  {
    layer: 'the process namespace',
    attack: { kind: 'signals', names: ['to other processes'] },
    parts: ['--pid', '--fork', '--kill-child'],
  },
  {
    layer: 'the hidden folders of sockets',
    attack: { kind: 'writes', names: ['a socket in the file system'] },
    parts: [findOpenRoot()],
  },
];

describe.each(executables)('in $name', (executable) => {
  test.each(layers)('$layer', async ({ attack, parts = [], flags }) => {
    const whole = await attempt({ executable, scene, ...attack });
    expect(whole.gains[0]?.gained).toBeUndefined();
    const walls = withoutParts(await chooseWalls(executable), ...parts);
    const without = flags ? { withoutFlags: flags } : {};
    const less = await attempt({ executable, scene, ...attack, walls, ...without });
    expect(less.gains[0]?.gained ?? less).toEqual(expect.any(String));
  });

  test('no addons, also held by the permission model', async () => {
    const attack = { executable, kind: 'starts' as const, names: ['process.dlopen'], with: { addonPath } };
    const held = await attempt({ ...attack, withoutFlags: /permission|allow-fs/ });
    expect(held.gains[0]?.refused).toBe('ERR_DLOPEN_DISABLED');
    const less = await attempt({ ...attack, withoutFlags: /permission|allow-fs|no-addons/ });
    expect(less.gains[0]?.refused).not.toBe('ERR_DLOPEN_DISABLED');
  });
});

/** The walls of root for its guests, as `nobody` with hidden folders, and as root with them. */
const [asNobody, , asRoot] = isRoot ? listOsWalls(process.platform, 0) : [];

describe.runIf(isRoot)('for root', () => {
  test('the change of user keeps from sockets that are the user’s alone', async () => {
    if (!asNobody || !asRoot) throw new Error('no walls');
    const attack = { executable: node, kind: 'connects' as const, names: ['the engine user’s own socket'], scene };
    const shown = withoutParts(asNobody, findOpenRoot());
    expect((await attempt({ ...attack, walls: shown })).gains[0]?.refused).toBe('EACCES');
    expect((await attempt({ ...attack, walls: withoutParts(asRoot, findOpenRoot()) })).gains[0]?.gained).toBe(
      scene.secret,
    );
  });
});

test('no part is taken away that is not there', async () => {
  const walls = await chooseWalls(node);
  expect(() => withoutParts(walls, '--no-such-part').wrap(['true'], { dataBytes: 1, cpuSeconds: 1 })).toThrow();
});
