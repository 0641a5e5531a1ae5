/** Names that a CommonJS file seems to export, for `import { name }` of it: found by its text, nothing is run. */

const assignment = /(?:\bmodule\s*\.\s*)?\bexports\s*\.\s*([A-Za-z_$][\w$]*)\s*=/g;
const definition = /Object\.defineProperty\(\s*(?:module\.)?exports\s*,\s*['"]([A-Za-z_$][\w$]*)['"]/g;
const literal = /\bmodule\s*\.\s*exports\s*=\s*\{([^}]*)\}?/g;

export function findCommonJsNames(source: string): string[] {
  const names = new Set<string>();
  for (const pattern of [assignment, definition])
    for (const [, name] of source.matchAll(pattern)) if (name) names.add(name);
  for (const [, body = ''] of source.matchAll(literal)) {
    for (const part of body.split(',')) {
      const name = /^\s*(?:async\s+)?(?:\*\s*)?([A-Za-z_$][\w$]*)\s*(?:[:(]|$)/.exec(part)?.[1];
      if (name) names.add(name);
    }
  }
  return [...names];
}
