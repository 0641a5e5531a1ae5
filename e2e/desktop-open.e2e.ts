/** Files, folders and links on the command line of the app, at its first start and at a second one. Nothing is run. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeLink } from '../contract/share-link';
import { DesktopDoor } from './doors/desktop-door';
import { expect, test } from './fixtures';
import { PlaygroundPage } from './pages/playground-page';

/** Nothing here needs Docker. */
const environment = { RUNYARD_DOCKER_HOST: 'unix:///nonexistent.sock' };

test('opens what a start names; a second start hands over to the first', async ({ dataDir }) => {
  const folder = join(dataDir, 'mine');
  await mkdir(join(folder, 'game'), { recursive: true });
  await writeFile(join(folder, 'first.py'), 'print("first")');
  await writeFile(join(folder, 'game', 'main.lua'), 'print("second")');
  await writeFile(join(folder, 'game', 'other.lua'), '');
  const written = writeLink({
    spec: 'python',
    title: 'Linked',
    files: [{ path: 'main.py', content: 'print("third")' }],
    entry: 'main.py',
    args: '',
    stdin: '',
  });
  if (written.kind !== 'link') throw new Error(written.kind);

  await using desktop = await DesktopDoor.launch({ dataDir, environment, open: [join(folder, 'first.py')] });
  const { page } = desktop;
  const playground = new PlaygroundPage(page);
  await playground.waitUntilReady();
  await expect(playground.tab('first.py')).toHaveAttribute('aria-selected', 'true');
  await expect(playground.editor).toContainText('print("first")');

  const open = [join(folder, 'game'), written.link, join(folder, 'absent.py')];
  expect(await DesktopDoor.startAgain({ dataDir, environment, open })).toBe(0);
  await expect(playground.tab('Linked')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('complementary', { name: 'From a link' })).toBeVisible();
  await expect(page.getByText('absent.py is not there any more.')).toBeVisible();
  await expect(playground.status).toHaveText('');
  await playground.tab('game').click();
  await expect(page.getByRole('listbox', { name: 'Files' }).getByRole('option')).toHaveText(['main.lua', 'other.lua']);
  await expect(playground.status).toHaveText('');

  await writeFile(join(folder, 'emoji 😀.js'), 'console.log("fourth")');
  expect(await DesktopDoor.startAgain({ dataDir, environment, open: [join(folder, 'emoji 😀.js')] })).toBe(0);
  await expect(playground.tab('emoji 😀.js')).toHaveAttribute('aria-selected', 'true');

  // Opened again, it is as it is on the disk now.
  await writeFile(join(folder, 'first.py'), 'print("changed since")');
  await page.keyboard.press('Alt+T');
  const dialog = page.getByRole('dialog', { name: 'New tab' });
  await dialog.getByRole('combobox').fill('first');
  await expect(dialog.getByRole('option', { selected: true })).toContainText(join(folder, 'first.py'));
  await page.keyboard.press('Enter');
  await expect(playground.editor).toContainText('changed since');
});
