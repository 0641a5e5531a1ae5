/** What is typed is kept, whatever ends Runyard; a tab of several files; the history; what other programs change. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrowserDoor } from './doors/browser-door';
import { DesktopDoor } from './doors/desktop-door';
import type { LaunchOptions } from './doors/door';
import { test as base, expect } from './fixtures';
import { FIRST_TAB, PlaygroundPage } from './pages/playground-page';

/** Nothing here needs Docker: Python runs in the embedded engine. */
const environment = { RUNYARD_DOCKER_HOST: 'unix:///nonexistent.sock' };

const test = base.extend<{ open: (options?: Partial<LaunchOptions>) => Promise<Opened> }>({
  open: async ({ doorKind, dataDir }, use) => {
    const doors: Array<DesktopDoor | BrowserDoor> = [];
    await use(async (options) => {
      const Door = doorKind === 'desktop' ? DesktopDoor : BrowserDoor;
      const door = await Door.launch({ dataDir, environment, ...options });
      doors.push(door);
      const playground = new PlaygroundPage(door.page);
      await playground.waitUntilReady();
      return { door, playground, files: door.page.getByRole('listbox', { name: 'Files' }) };
    });
    for (const door of doors) await door[Symbol.asyncDispose]();
  },
});

interface Opened {
  door: DesktopDoor | BrowserDoor;
  playground: PlaygroundPage;
  files: ReturnType<DesktopDoor['page']['getByRole']>;
}

/** Nothing where the file is not there yet. */
const readKept = (dataDir: string, ...path: string[]) => readFile(join(dataDir, ...path), 'utf8').catch(() => '');
const readScratch = (dataDir: string, name: string) => readKept(dataDir, 'workspace', name);

/** Null where the folder is not there. */
const listKept = (dataDir: string, ...path: string[]) => readdir(join(dataDir, ...path)).catch(() => null);

async function addFile({ door: { page } }: Opened, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New file' }).click();
  await page.getByLabel('Name of the new file').fill(name);
  await page.keyboard.press('Enter');
}

test('everything is there after kill -9', async ({ open, dataDir }) => {
  const first = await open();
  await first.playground.type('print("typed before the end")');
  await first.playground.args.fill('--kept "as it is"');
  await first.playground.newTab('Lua');
  await first.door.page.keyboard.press('F2');
  await first.door.page.keyboard.insertText('Fibonacci');
  await first.door.page.keyboard.press('Enter');
  await first.playground.type('print("one")\nprint("two")\n-- the last keystroke');
  // The tab is a plain file at once, and nobody asked for that.
  await expect.poll(() => readScratch(dataDir, 'Fibonacci.lua')).toContain('the last keystroke');
  await expect.poll(() => readKept(dataDir, 'session.json')).toContain('"line": 3');
  // A page in a browser stays, and asks for its server again.
  first.door.faults.expect(/ERR_CONNECTION_(REFUSED|RESET)|WebSocket connection/);
  process.kill(first.door.pid, 'SIGKILL');

  const { playground } = await open();
  await playground.expectTitles([FIRST_TAB, 'Fibonacci']);
  await expect(playground.tab('Fibonacci')).toHaveAttribute('aria-selected', 'true');
  await expect(playground.editor).toContainText('the last keystroke');
  await expect(playground.page.locator('.status-cursor')).toHaveText('Ln 3, Col 22');
  await expect(playground.status).toHaveText('');
  await playground.tab(FIRST_TAB).click();
  await expect(playground.editor).toContainText('typed before the end');
  await expect(playground.args).toHaveValue('--kept "as it is"');
  await expect(playground.status).toHaveText('');
});

test('a closed tab comes back by undo, and after a restart from the history', { tag: '@one-door' }, async ({
  open,
  dataDir,
}) => {
  const first = await open();
  const { page } = first.door;
  await first.playground.type('print("not to be lost")');
  await page.keyboard.press('Alt+W');
  await expect(page.getByText(`Closed ${FIRST_TAB}`)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(first.playground.editor).toContainText('not to be lost');
  await page.keyboard.press('Alt+W');
  await expect.poll(() => listKept(dataDir, 'workspace')).toEqual([]);
  await first.playground.newTab('Lua');
  await first.door.quit();

  const { playground } = await open();
  await playground.page.keyboard.press('ControlOrMeta+Shift+H');
  const dialog = playground.page.getByRole('dialog', { name: 'History' });
  await dialog.getByRole('combobox').fill('not to be');
  await expect(dialog.getByRole('option')).toHaveCount(1);
  await playground.page.keyboard.press('Enter');
  await expect(playground.tab(FIRST_TAB)).toHaveAttribute('aria-selected', 'true');
  await expect(playground.editor).toContainText('not to be lost');
  await expect.poll(() => readScratch(dataDir, `${FIRST_TAB}.py`)).toContain('not to be lost');
});

test('a tab of several files runs an import between them; files are renamed, deleted and brought back', {
  tag: '@one-door',
}, async ({ open, dataDir }) => {
  const opened = await open();
  const { playground, files } = opened;
  const { page } = opened.door;
  await expect(files).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+B');
  await expect(files.getByRole('option')).toHaveCount(1);
  await addFile(opened, 'lib/sums.py');
  await expect(files.getByRole('option', { name: 'lib/sums.py' })).toHaveAttribute('aria-selected', 'true');
  await playground.type('def add(a, b):\n    return a + b\n');
  await addFile(opened, 'lib/sums.py');
  await expect(page.getByText('There is a lib/sums.py already. Choose another name.')).toBeVisible();
  await page.keyboard.press('Escape');
  await files.getByRole('option', { name: /^main.py/ }).click();
  await playground.runToEnd('from lib.sums import add\nprint(add(40, 2))', /^exited with 0/);
  await playground.expectOutput('42');

  await files.getByRole('option', { name: 'lib/sums.py' }).click();
  await page.keyboard.press('F6');
  await page.getByRole('option', { selected: true }).focus();
  await page.keyboard.press('F2');
  await page.getByLabel('New name of lib/sums.py').fill('sums.py');
  await page.keyboard.press('Enter');
  await expect(playground.editor).toContainText('def');
  await files.getByRole('option', { name: /^main.py/ }).click();
  await playground.runToEnd('from sums import add\nprint(add(1, 2))', /^exited with 0/);
  await playground.expectOutput('3');
  await expect.poll(() => listKept(dataDir, 'workspace', FIRST_TAB)).toEqual(['main.py', 'sums.py']);

  await files.getByRole('option', { name: 'sums.py' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expect(files.getByRole('option')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(files.getByRole('option')).toHaveCount(2);
  await expect(playground.editor).toContainText('def');
  await opened.door.quit();
  const again = await open();
  await expect(again.files.getByRole('option')).toHaveText(['main.py', 'sums.py']);
});

test('what another program writes is shown, and asked about where it was edited here too', async ({
  open,
  dataDir,
}) => {
  const { playground, door } = await open();
  const scratch = join(dataDir, 'workspace', `${FIRST_TAB}.py`);
  await playground.type('print("mine")');
  await expect.poll(() => readScratch(dataDir, `${FIRST_TAB}.py`)).toBe('print("mine")');
  await writeFile(scratch, 'print("from elsewhere")');
  await expect(playground.editor).toContainText('from elsewhere');
  await expect(door.page.locator('.conflict-bar')).toHaveCount(0);

  // A save that finds the file changed asks; the poll alone could come first.
  await expect(async () => {
    await playground.type('print("mine again")');
    await writeFile(scratch, 'print("theirs again")');
    await playground.type('print("mine at last")');
    await expect(door.page.getByText(`Another program has changed ${FIRST_TAB} too.`)).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 30_000 });
  expect(await readScratch(dataDir, `${FIRST_TAB}.py`)).toBe('print("theirs again")');
  await door.page.getByRole('button', { name: 'Keep mine' }).click();
  await expect.poll(() => readScratch(dataDir, `${FIRST_TAB}.py`)).toBe('print("mine at last")');
  await door.page.keyboard.press('ControlOrMeta+Shift+H');
  const dialog = door.page.getByRole('dialog', { name: 'History' });
  await expect(dialog.getByRole('option').first()).toContainText('theirs again');
  await expect(dialog.getByRole('option').first()).toContainText('not kept');
});

test('files are dropped in; pictures are refused in words', async ({ open }) => {
  const opened = await open();
  const { page } = opened.door;
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['x = 1\n'], 'dropped.py'));
    data.items.add(new File([new Uint8Array([137, 80, 78, 71, 0, 0])], 'picture.png'));
    return data;
  });
  const zone = page.locator('.editor-body');
  await zone.dispatchEvent('dragenter', { dataTransfer: transfer });
  await expect(page.getByText('Drop to add to this tab')).toBeVisible();
  await zone.dispatchEvent('drop', { dataTransfer: transfer });
  await expect(opened.files.getByRole('option')).toHaveText(['main.py', 'dropped.py']);
  await expect(page.getByText(/picture.png was left out: a tab holds text in UTF-8 only/)).toBeVisible();
});
