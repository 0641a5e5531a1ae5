/** The checks of a spec that no schema can make. */
import type { Spec } from '../../contract';
import type { IssuePath } from './spec-document';

/** That a template has a place for the code. */
export function checkTemplate({ inline }: Spec): { path: IssuePath; message: string }[] {
  if (!inline || /^\s*\{code\}\s*$/m.test(inline.template)) return [];
  return [{ path: ['inline', 'template'], message: '`inline.template`: needs `{code}` on a line of its own' }];
}

/** That the regular expressions are such, and have the groups that they need. */
export function checkPatterns(spec: Spec): { path: IssuePath; message: string }[] {
  const found: { path: IssuePath; message: string }[] = [];
  const check = (path: IssuePath, pattern: string | undefined, group?: string) => {
    if (pattern === undefined) return;
    try {
      new RegExp(pattern);
    } catch (error) {
      found.push({ path, message: `\`${path.map(String).join('.')}\`: ${(error as Error).message}` });
      return;
    }
    if (group !== undefined && !pattern.includes(`(?<${group}>`)) {
      found.push({ path, message: `\`${path.map(String).join('.')}\`: needs a group named \`${group}\`` });
    }
  };
  spec.diagnostics.forEach(({ pattern, message }, index) => {
    check(['diagnostics', index, 'pattern'], pattern, 'line');
    if (message) check(['diagnostics', index, 'message', 'pattern'], message.pattern, 'message');
  });
  spec.missingPackage.forEach((pattern, index) => {
    check(['missingPackage', index], pattern, 'name');
  });
  spec.examples.forEach(({ expect }, index) => {
    check(['examples', index, 'expect', 'stderr'], expect.stderr);
  });
  check(['inline', 'importPattern'], spec.inline?.importPattern);
  spec.inline?.knownImports.forEach(({ pattern }, index) => {
    check(['inline', 'knownImports', index, 'pattern'], pattern);
  });
  return found;
}
