import { readdirSync, readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { readSpecs } from '../main/specs/read-specs';
import { parseSpecs } from './build-main';

test('what the build parses of our spec files reads as they do, and what was changed since is parsed', async () => {
  const table = await parseSpecs('specs');
  vi.stubGlobal('PARSED_SPECS', table);
  vi.resetModules();
  const yaml = await import('../main/config/yaml-document');
  const parse = vi.spyOn(yaml.YamlDocument.prototype, 'toValue');
  const built = await import('../main/specs/read-specs');
  const files = readdirSync('specs');
  for (const file of files) {
    const text = readFileSync(`specs/${file}`, 'utf8');
    expect(built.readSpecs(file, text)).toEqual(readSpecs(file, text));
  }
  expect(parse).not.toHaveBeenCalled();
  const changed = built.readSpecs('a.yaml', `${readFileSync('specs/lua.yaml', 'utf8')}speed: fast\n`);
  expect(changed.problems).toMatchObject([{ message: expect.stringContaining('speed') }]);
  expect(parse).toHaveBeenCalledOnce();
  vi.unstubAllGlobals();
});
