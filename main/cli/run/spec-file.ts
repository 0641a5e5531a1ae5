/** Finds the one spec file that a run needs, so that a process that lives for one run need not parse them all. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param language an id or an alias
 * @returns the file, or the folder where no file of it says that it is the language: then all are needed to tell why
 */
export function narrowSpecs(specsDir: string, language: string): string {
  try {
    const wanted = language.toLowerCase();
    for (const name of readdirSync(specsDir)) {
      if (!name.endsWith('.yaml')) continue;
      const text = readFileSync(join(specsDir, name), 'utf8');
      const [, id] = /^id: *(\S+)/m.exec(text) ?? [];
      const [, aliases = ''] = /^aliases: *\[(.*)\]/m.exec(text) ?? [];
      const names = [id, ...aliases.split(',').map((alias) => alias.trim().replace(/^["']|["']$/g, ''))];
      if (names.includes(wanted)) return join(specsDir, name);
    }
  } catch {
    // The spec provider says what is wrong with them.
  }
  return specsDir;
}
