/** `npm run screenshots`: pictures of the built app, in a window of its own with programs that were really run. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DesktopDoor } from '../e2e/doors/desktop-door';
import { dialogScenes } from './screenshots/dialog-scenes';
import { PicturedWindow, type Theme, themes } from './screenshots/pictured-window';
import { programScenes } from './screenshots/program-scenes';
import type { Scene } from './screenshots/scene';
import { stateScenes } from './screenshots/state-scenes';

const USAGE = `Usage: npm run build && npm run screenshots [-- --all] [--only NAME] [--to FOLDER] [--size WIDTHxHEIGHT]

  --all   views in every theme, to a folder of its own
  --only  the scene of that name
  --size  of the window; 1280x800 where it is left out

It needs a display, Docker with the languages' images, and the Electron of the tests.`;

const readmeFolder = resolve(import.meta.dirname, 'screenshots');

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      all: { type: 'boolean', default: false },
      only: { type: 'string' },
      to: { type: 'string' },
      size: { type: 'string', default: '1280x800' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const folder = values.to ?? (values.all ? join(tmpdir(), 'runyard-screenshots') : readmeFolder);
  await mkdir(folder, { recursive: true });
  const dataDir = await mkdtemp(join(tmpdir(), 'runyard-screenshots-data-'));
  try {
    await using door = await DesktopDoor.launch({ dataDir });
    const [width = 1280, height = 800] = values.size.split('x').map(Number);
    const window = await PicturedWindow.open(door, { width, height });
    const scenes = [...programScenes, ...stateScenes, ...dialogScenes].filter(
      ({ name }) => !values.only || name === values.only,
    );
    for (const scene of scenes) {
      const shown = chooseThemes(scene, values.all);
      if (shown.length === 0) continue;
      await scene.arrange(window);
      for (const theme of shown) {
        await window.setTheme(theme);
        const file = join(folder, values.all ? `${scene.name}-${theme}.png` : `${scene.name}.png`);
        await window.shoot(file);
        console.log(file);
      }
      await scene.leave?.(window);
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

function chooseThemes(scene: Scene, all: boolean): readonly Theme[] {
  if (all) return themes;
  return scene.readmeTheme === undefined ? [] : [scene.readmeTheme];
}

await main(process.argv.slice(2));
