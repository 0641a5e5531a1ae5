/** What a person reads stands in the catalogue: no component says anything of its own. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';

const renderer = resolve(import.meta.dirname, '..');

/** Names are the same in every language. */
const names: ReadonlySet<string> = new Set(['Runyard', 'Docker', 'Vim', 'JSON', 'Markdown', 'runyard://v1/…']);

/** Attributes and properties whose value a person reads or hears. */
const saidNames: ReadonlySet<string> = new Set([
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'advice',
  'alt',
  'announcement',
  'ariaLabel',
  'description',
  'label',
  'message',
  'placeholder',
  'remedy',
  'title',
]);

/** Begins with a capital, or with a name that is filled in. */
const SENTENCE = /^(?:\p{Lu}\p{Ll}+,? \p{L}|… \p{Ll}+ \p{Ll}+)/u;

interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

/** `said`: a person reads it. `code`: only what looks like a sentence is taken for words. */
type Place = 'said' | 'code';

/** The words that a source says by itself, each with its line. */
function findWords(path: string, source: string): string[] {
  const found: string[] = [];
  const walk = (value: unknown, place: Place): void => {
    if (Array.isArray(value)) for (const each of value) walk(each, place);
    if (!isNode(value)) return;
    const text = readText(value)?.trim();
    const isWord = place === 'said' || value.type === 'JSXText' ? /\p{L}{2}/u : SENTENCE;
    if (text !== undefined && isWord.test(text) && !names.has(text)) {
      found.push(`${path}:${source.slice(0, value.start).split('\n').length}: ${text}`);
    }
    for (const [part, partPlace] of listParts(value, place)) walk(part, partPlace);
  };
  walk(parseSync(path, source).program.body, 'code');
  return found;
}

function readText(node: Node): string | null {
  if (node.type === 'JSXText') return String(node.value);
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node.type !== 'TemplateLiteral') return null;
  const quasis = node.quasis as Array<{ value: { cooked: string } }>;
  return quasis.map(({ value }) => value.cooked).join('…');
}

/** What is in a node, each with its place. */
function listParts(node: Node, place: Place): Array<[unknown, Place]> {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ImportExpression':
    case 'TSLiteralType':
    case 'ThrowStatement':
      return [];
    case 'TemplateLiteral':
      return [[node.expressions, place]];
    case 'JSXAttribute':
      if (saidNames.has(nameOf(node.name))) return [[node.value, 'said']];
      return isNode(node.value) && node.value.type === 'Literal' ? [] : [[node.value, 'code']];
    case 'Property':
      return [[node.value, saidNames.has(nameOf(node.key)) ? 'said' : 'code']];
    case 'JSXElement':
    case 'JSXFragment':
      return [
        [node.openingElement, 'code'],
        [node.children, 'said'],
      ];
    case 'JSXExpressionContainer':
      return [[node.expression, place]];
    case 'ConditionalExpression':
      return [
        [node.test, 'code'],
        [node.consequent, place],
        [node.alternate, place],
      ];
    case 'LogicalExpression':
      return [
        [node.left, node.operator === '&&' ? 'code' : place],
        [node.right, place],
      ];
    default:
      return Object.values(node).map((part) => [part, 'code']);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function nameOf(value: unknown): string {
  if (!isNode(value)) return '';
  return String(value.name ?? value.value ?? '');
}

it.each([
  ['<p>Hello</p>', 'Hello'],
  ['<p>{isLooking ? "Looking" : words.again}</p>', 'Looking'],
  ['<b aria-label="Close" />', 'Close'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a source.
  ['<b title={keys ? `Run (${keys})` : words.run} />', 'Run (…)'],
  ['store.setState({ announcement: "copied" })', 'copied'],
  ['const limits = "It has no threads."', 'It has no threads.'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a source.
  ['tell(`${path} was changed by hand`)', '… was changed by hand'],
])('finds what %s says', (source, text) => {
  expect(findWords('a.tsx', source)).toEqual([`a.tsx:1: ${text}`]);
});

it.each([
  '<p className="button wide" data-state="None of these">{words.hello} · 2</p>',
  '<b aria-label={words.close} title={state === "gone" ? words.gone : words.here}>Docker</b>',
  '<kbd>{keysOf("run")}</kbd>',
  'throw new Error("No such tab is open: a fault of ours")',
  'type Look = "Big and Round"; import "Some File"',
])('lets %s be', (source) => {
  expect(findWords('a.tsx', source)).toEqual([]);
});

it('finds nothing in the window', async () => {
  const paths = await readdir(renderer, { recursive: true });
  const sources = paths
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !/^(words|dev)\//.test(path))
    .map((path) => join(renderer, path));
  expect(sources.length).toBeGreaterThan(100);
  const found = await Promise.all(
    sources.map(async (path) => findWords(relative(renderer, path), await readFile(path, 'utf8'))),
  );
  expect(found.flat()).toEqual([]);
});
