/** The source of an ES module whose exports are the properties of an object that is there already. */

/** How that source gets at the object. */
export const BRIDGE = Symbol.for('node.internal.bridge');
const identifier = /^[A-Za-z_$][\w$]*$/;

export function writeBridgeModule(value: string, names: string[]): string {
  const good = names.filter((name) => identifier.test(name) && name !== 'default' && !reserved.has(name));
  const exports = good.map((name) => `export const ${name}=$value.${name};`).join('');
  const special = names
    .filter((name) => reserved.has(name))
    .map((name, i) => `const $r${i}=$value.${name};export{$r${i} as ${name}};`)
    .join('');
  return `const $value=globalThis[Symbol.for('node.internal.bridge')].${value};export default $value;${exports}${special}`;
}

const reserved = new Set([
  'delete',
  'new',
  'class',
  'function',
  'in',
  'if',
  'for',
  'do',
  'var',
  'let',
  'const',
  'this',
  'throw',
  'try',
  'void',
  'with',
  'while',
  'yield',
  'await',
  'static',
  'import',
  'export',
  'return',
  'switch',
  'typeof',
  'null',
  'true',
  'false',
  'enum',
  'eval',
  'arguments',
  'case',
  'catch',
  'break',
  'continue',
  'debugger',
  'else',
  'extends',
  'finally',
  'instanceof',
  'super',
  'package',
  'private',
  'public',
  'protected',
  'interface',
  'implements',
]);
