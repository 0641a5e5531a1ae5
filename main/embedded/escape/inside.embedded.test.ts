/** Attacks from inside the realm, by the real supervisor, as after an escape from WebAssembly. */
import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../../scripts/build-embedded/build-embedded';
import { fatalRoutes, routes } from './attacks/inside.js';
import { listExecutables } from './executables';
import { runTrial } from './trial';

const guest = resolve('main/embedded/guest');
const attacks = resolve('main/embedded/escape/attacks/inside.js');
const foreign = resolve('main/embedded/escape/attacks/foreign.js');
let inRealm = '';
let beforeRealm = '';

beforeAll(async () => {
  const start = `({ run: async (job) => (await attack(job.args, host), 0) })`;
  inRealm = await bundle(
    resolve(),
    `import '${guest}/realm-globals.ts'; import { runGuest } from '${guest}/realm.ts'; import { attack } from '${attacks}';
     runGuest({ manifest: { id: 'trial' }, start: async (host) => ${start} });`,
    'iife',
  );
  beforeRealm = await bundle(
    resolve(),
    `import { findForeign } from '${foreign}';
     const { outer } = globalThis;
     const say = (text) => { const bytes = new Uint8Array(text.length); outer.encode(text, bytes); outer.write('stdout', bytes); };
     say(String(findForeign(globalThis)));
     outer.exit();`,
    'iife',
  );
});

describe.each(listExecutables())('inside the realm of $name, no object of another realm', (executable) => {
  let told: string[] = [];
  beforeAll(async () => {
    const { stdout } = await runTrial({ executable, bundle: inRealm, args: routes });
    told = stdout.replaceAll('\0', '').split('route ');
  });

  test.each(routes)('by %s', (route) => {
    const found = told.find((part) => part.startsWith(`${route}\n`));
    expect(found).toBe(`${route}\ndone\n`);
  });

  test.each(fatalRoutes)('by %s', async (route) => {
    const { stdout, failed } = await runTrial({ executable, bundle: inRealm, args: [route] });
    // It says that it was tried, and nothing of what it got; the process may have ended in the midst of it.
    expect(stdout).toMatch(/^route [^\n]+\n(done\n)?$/);
    expect(failed).not.toContain('FOREIGN');
  });

  test('but without the module that takes the outer functions, there is one', async () => {
    const { stdout } = await runTrial({ executable, bundle: beforeRealm });
    expect(stdout).toMatch(/^\.outer/);
  });
});
