/** Format commands of specs, over the real tools of their images. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runToEnd } from '../sandbox/provider-suite';
import { openTestEngine, type TestEngine } from '../testing/test-engine';

let open: TestEngine;
beforeAll(async () => {
  open = await openTestEngine({ config: { warmSandboxes: 0 } });
});
afterAll(() => open?.[Symbol.asyncDispose]());

test('gofmt formats, and says where it cannot', async () => {
  const format = (content: string) =>
    runToEnd(open.engine.runs, '', { spec: 'go', files: [{ path: 'main.go', content }], purpose: 'format' });
  const good = await format('package main\nfunc main(){\nprintln( "ü" )}\n');
  expect(good.outcome).toEqual({ type: 'exited', code: 0 });
  expect(good.stdout).toBe('package main\n\nfunc main() {\n\tprintln("ü")\n}\n');
  const bad = await format('package main\nfunc main( {\n}\n');
  expect(bad).toMatchObject({ stdout: '', outcome: { type: 'exited', code: 2 } });
  expect(bad.stderr).toMatch(/^<standard input>:2:\d+: /);
});
