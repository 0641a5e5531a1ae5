/** What the build of the main process puts into it. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { YamlDocument } from '../main/config/yaml-document';
import { keyOfText } from '../main/specs/parsed-specs';

/** The value of `PARSED_SPECS` in `main/specs/parsed-specs.ts`. */
export async function parseSpecs(specsDir: string): Promise<string> {
  const names = (await readdir(specsDir)).filter((name) => name.endsWith('.yaml')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(specsDir, name), 'utf8')));
  return JSON.stringify(Object.fromEntries(texts.map((text) => [keyOfText(text), new YamlDocument(text).toValue()])));
}
