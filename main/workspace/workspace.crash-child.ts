/**
 * Types into a workspace as a window would until the test that started it kills it: a few characters a moment, each
 * save a quarter of a second after its first edit, a second file, and now and then a new title.
 * Arguments: data folder, workspace folder, seed. Says each typed number on a line of its own.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { TabState } from '../../contract';
import { Workspace } from './workspace';

const SAVE_DELAY_MS = 250;
const [dataDir = '', folder = '', seed = '0'] = process.argv.slice(2);

let random = Number(seed) >>> 0;
function draw(limit: number): number {
  // https://en.wikipedia.org/wiki/Linear_congruential_generator, the numbers of Numerical Recipes
  random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
  return random % limit;
}

const workspace = new Workspace({ dataDir, folder, findLanguage: () => null });
const { lease, state, texts } = await workspace.load();
let text = texts.find((one) => one.path === 'main.py')?.content ?? '';
let tab =
  state?.tabs[0] ??
  TabState.parse({
    id: 'typed',
    title: 'Typed',
    specId: 'python',
    files: ['main.py'],
    entry: 'main.py',
    shown: 'main.py',
  });
let count = text.split('\n').length - 1;
let saving: 'idle' | 'due' = 'idle';

async function save(): Promise<void> {
  saving = 'idle';
  const changed = tab.files.map((path) => ({ tabId: tab.id, path, content: path === 'main.py' ? text : `${count}` }));
  const layout = { theme: 'dark', layout: 'below' } as const;
  await workspace.save({ lease, state: { ...layout, tabs: [tab], activeTabId: tab.id }, texts: changed });
}

for (;;) {
  count += 1;
  text += `${count}\n`;
  if (draw(40) === 0) tab = { ...tab, title: `Typed ${draw(1000)}` };
  if (draw(200) === 0) tab = { ...tab, files: ['main.py', 'second.py'] };
  process.stdout.write(`${count}\n`);
  if (saving === 'idle') {
    saving = 'due';
    setTimeout(() => void save(), SAVE_DELAY_MS);
  }
  await delay(1 + draw(8));
}
