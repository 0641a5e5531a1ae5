/** What a first line such as `#!/usr/bin/env python3` says of a program's language. */

/** Interpreters whose name is no alias of their language. */
const LANGUAGES: Record<string, string> = { dash: 'bash', ash: 'bash', deno: 'typescript', bun: 'typescript' };

/** A name that is most likely an alias: `#!/usr/bin/env -S python3 -u` is `python`. */
export function readInterpreter(text: string): string | null {
  const [, line] = /^#!\s*(.+)/.exec(text) ?? [];
  if (line === undefined) return null;
  const words = line.trim().split(/\s+/);
  const command = nameOf(words[0]) === 'env' ? words.slice(1).find((word) => !/^-|=/.test(word)) : words[0];
  const name = nameOf(command).replace(/[\d.]+$/, '');
  return name === '' ? null : (LANGUAGES[name] ?? name);
}

function nameOf(command = ''): string {
  return command.slice(command.lastIndexOf('/') + 1);
}
