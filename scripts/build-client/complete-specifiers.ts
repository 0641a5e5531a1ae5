/** Names the files that declarations import as Node's resolution asks for; the sources leave that to the bundler. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const SPECIFIER = /((?:from|import)\s*\(?\s*)(['"])(\.{1,2}(?:\/[^'"]*)?)\2/g;

/** @param folder of `.d.ts` files */
export async function completeSpecifiers(folder: string): Promise<void> {
  for (const path of await readdir(folder, { recursive: true })) {
    if (!path.endsWith('.d.ts')) continue;
    const file = join(folder, path);
    const text = await readFile(file, 'utf8');
    const files = new Map<string, string>();
    for (const [, , , specifier = ''] of text.matchAll(SPECIFIER)) {
      files.set(specifier, await nameFile(dirname(file), specifier));
    }
    const complete = text.replace(
      SPECIFIER,
      (_all, before: string, quote: string, specifier: string) => `${before}${quote}${files.get(specifier)}${quote}`,
    );
    await writeFile(file, complete);
  }
}

async function nameFile(folder: string, specifier: string): Promise<string> {
  if (await isFile(join(folder, `${specifier}.d.ts`))) return `${specifier}.js`;
  if (await isFile(join(folder, specifier, 'index.d.ts'))) return `${specifier}/index.js`;
  throw new Error(`A declaration in ${folder} imports ${specifier}, which is not there.`);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
