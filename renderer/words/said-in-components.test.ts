/** What a person reads stands in the catalogue: no component says anything of its own. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';

const renderer = resolve(import.meta.dirname, '..');

/** Names are the same in every language. */
const names: ReadonlySet<string> = new Set(['Runyard', 'Docker', 'Vim', 'JSON', 'Markdown']);

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
  const take = (node: Node, text: string, place: Place): void => {
    const isWord = place === 'said' ? /\p{L}{2}/u.test(text) : SENTENCE.test(text.trim());
    if (!isWord || names.has(text.trim())) return;
    found.push(`${path}:${source.slice(0, node.start).split('\n').length}: ${text.trim()}`);
  };
  const walk = (value: unknown, place: Place): void => {
    if (Array.isArray(value)) for (const each of value) walk(each, place);
    if (!isNode(value)) return;
    switch (value.type) {
      case 'ImportDeclaration':
      case 'ImportExpression':
      case 'TSLiteralType':
      case 'ThrowStatement':
        return;
      case 'JSXText':
        return take(value, String(value.value), 'said');
      case 'Literal':
        return typeof value.value === 'string' ? take(value, value.value, place) : undefined;
      case 'TemplateLiteral': {
        const quasis = value.quasis as Array<Node & { value: { cooked: string } }>;
        take(value, quasis.map((part) => part.value.cooked).join('…'), place);
        return walk(value.expressions, place);
      }
      case 'JSXAttribute':
        if (saidNames.has(nameOf(value.name))) return walk(value.value, 'said');
        return isNode(value.value) && value.value.type === 'Literal' ? undefined : walk(value.value, 'code');
      case 'JSXElement':
      case 'JSXFragment':
        walk(value.openingElement, 'code');
        return walk(value.children, 'said');
      case 'Property':
        return walk(value.value, saidNames.has(nameOf(value.key)) ? 'said' : 'code');
      case 'ConditionalExpression':
        walk(value.test, 'code');
        walk(value.consequent, place);
        return walk(value.alternate, place);
      case 'LogicalExpression':
        walk(value.left, value.operator === '&&' ? 'code' : place);
        return walk(value.right, place);
      case 'JSXExpressionContainer':
        return walk(value.expression, place);
      default:
        for (const child of Object.values(value)) walk(child, 'code');
    }
  };
  walk(parseSync(path, source).program.body, 'code');
  return found;
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
  ['<b title={keys ? `Run (${keys})` : words.run} />', 'Run (…)'],
  ['store.setState({ announcement: "copied" })', 'copied'],
  ['const limits = "It has no threads."', 'It has no threads.'],
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
    .filter(
      (path) =>
        /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !/^((words|dev)\/|app\/commands\.ts$)/.test(path),
    )
    .map((path) => join(renderer, path));
  expect(sources.length).toBeGreaterThan(100);
  const found = await Promise.all(
    sources.map(async (path) => findWords(relative(renderer, path), await readFile(path, 'utf8'))),
  );
  expect(found.flat()).toEqual([]);
});
