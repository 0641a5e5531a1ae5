/** What leaves the window and what comes into it: links, Markdown, zips. Nothing that comes is run. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readLink, writeLink } from '../contract/share-link';
import { readZip, writeZip } from '../contract/zip-files';
import { DesktopDoor } from './doors/desktop-door';
import { test as base, expect } from './fixtures';
import { FIRST_TAB, PlaygroundPage } from './pages/playground-page';

/** Nothing here needs Docker: Python runs in the embedded engine. */
const test = base.extend<{ playground: PlaygroundPage; share: (item: string) => Promise<void> }>({
  environment: { RUNYARD_DOCKER_HOST: 'unix:///nonexistent.sock' },
  playground: async ({ page }, use) => {
    const playground = new PlaygroundPage(page);
    await playground.waitUntilReady();
    await use(playground);
  },
  share: async ({ page }, use) => {
    await use(async (item) => {
      await page.getByRole('button', { name: 'Menu', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Share or export the tab' }).press('ArrowRight');
      await page.getByRole('menuitem', { name: item }).click();
    });
  },
});

const code = 'import sys\nprint("```", sys.argv[1:])';

test('a link carries code and arguments, and is opened and not run', async ({ playground, share, page, doorKind }) => {
  const copied = await playground.catchClipboard();
  await playground.type(code);
  await playground.args.fill('--two "a b"');
  await share('Copy a link');
  await expect(page.getByText('The link is copied. It carries the code itself.').first()).toBeVisible();
  const link = await copied();
  expect(readLink(link)).toMatchObject({ kind: 'tab', tab: { spec: 'python', args: '--two "a b"' } });

  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Open a link' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open a link' });
  await dialog.getByLabel('Link').fill(link.slice(0, 60));
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText('That link is cut or damaged. Copy it again, all of it.');
  await dialog.getByLabel('Link').fill(`See ${link} by Ada`);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(playground.tabs).toHaveCount(2);
  await expect(playground.tab(`${FIRST_TAB} 2`)).toHaveAttribute('aria-selected', 'true');
  await expect(playground.editor).toContainText('sys.argv');
  await expect(playground.args).toHaveValue('--two "a b"');
  const bar = page.getByRole('complementary', { name: 'From a link' });
  await expect(bar).toHaveText(/From a link: read it before you run it\./);
  await expect(playground.status).toHaveText('');
  await bar.getByRole('button', { name: 'I have read it' }).click();
  await expect(bar).toBeHidden();

  if (doorKind !== 'browser') return;
  const other = writeLink({
    spec: 'lua',
    title: 'Theirs',
    files: [{ path: 'main.lua', content: 'print(1)' }],
    entry: 'main.lua',
    args: '',
    stdin: '',
  });
  if (other.kind !== 'link') throw new Error(other.kind);
  const { origin } = new URL(page.url());
  await page.goto('about:blank');
  await page.goto(`${origin}/#open=${other.link.slice('runyard://'.length)}`);
  await expect(playground.tab('Theirs')).toHaveAttribute('aria-selected', 'true');
  await expect(bar).toBeVisible();
  await expect(playground.status).toHaveText('');
  await expect(page).not.toHaveURL(/#open/);
});

test('code, output and outcome are copied as Markdown that nothing in them can break', { tag: '@one-door' }, async ({
  playground,
  share,
  page,
}) => {
  const copied = await playground.catchClipboard();
  await playground.args.fill('x');
  await playground.runToEnd(code, /^exited with 0/);
  await share('Copy as Markdown');
  await expect(page.getByText('Code and output are copied as Markdown.').first()).toBeVisible();
  await expect
    .poll(copied)
    .toMatch(
      /^````python\nimport sys\nprint\("```", sys\.argv\[1:\]\)\n````\n\nArguments: `x`\n\nOutput:\n\n````text\n``` \['x'\]\n````\n\n_exited with 0 after [^\n]+_\n$/,
    );
});

test('a tab goes out as a zip and comes back as one; a bomb does not come in', async ({
  playground,
  share,
  page,
  door,
  dataDir,
}) => {
  await page.keyboard.press('ControlOrMeta+B');
  await page.getByRole('button', { name: 'New file' }).click();
  await page.getByLabel('Name of the new file').fill('lib/sums.py');
  await page.keyboard.press('Enter');
  await playground.type('def add(a, b):\n    return a + b\n');
  await page.getByRole('option', { name: /^main.py/ }).click();
  await playground.type('from lib.sums import add\nprint(add(40, 2))');
  const target = join(dataDir, 'exported.zip');
  if (door instanceof DesktopDoor) {
    // As the person would say it in the system's dialog.
    await door.electron.evaluate(({ session }, path) => {
      session.defaultSession.once('will-download', (_event, item) => item.setSavePath(path));
    }, target);
    await share('Export as a zip');
  } else {
    const download = page.waitForEvent('download');
    await share('Export as a zip');
    expect((await download).suggestedFilename()).toBe(`${FIRST_TAB}.zip`);
    await (await download).saveAs(target);
  }
  await expect(async () =>
    expect(readZip(await readFile(target))).toMatchObject({
      kind: 'files',
      files: [{ path: 'main.py' }, { path: 'lib/sums.py' }],
    }),
  ).toPass({ timeout: 10_000 });

  const open = async (name: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Open copies of files' }).click();
    await (await chooser).setFiles({ name, mimeType: 'application/zip', buffer });
  };
  await open('sums.zip', await readFile(target));
  await expect(playground.tab('sums')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('listbox', { name: 'Files' }).getByRole('option')).toHaveText(['main.py', 'lib/sums.py']);
  await playground.run();
  await expect(playground.status).toHaveText(/^exited with 0/, { timeout: 30_000 });
  await playground.expectOutput('42');

  await open('bomb.zip', Buffer.from(writeZip([{ path: 'bomb.py', content: ' '.repeat(20 * 1024 * 1024) }])));
  await expect(page.getByText('bomb.zip holds more than a tab may have: 16 MB.')).toBeVisible();
  await expect(playground.tabs).toHaveCount(2);
});

test('a tab is written into a folder that is picked, and never over another', { tag: '@one-door' }, async ({
  playground,
  share,
  page,
}) => {
  await playground.type('print("in a folder")');
  // In place of the system's dialog: a folder of the page's own.
  await page.evaluate(() => {
    Object.assign(window, { showDirectoryPicker: () => navigator.storage.getDirectory() });
  });
  await share('Export as a folder');
  await expect(page.getByText(`The files are in the folder ${FIRST_TAB}.`).first()).toBeVisible();
  const written = await page.evaluate(async (name) => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(name);
    return (await (await folder.getFileHandle('main.py')).getFile()).text();
  }, FIRST_TAB);
  expect(written).toBe('print("in a folder")');
  await share('Export as a folder');
  await expect(page.getByText(`There is a ${FIRST_TAB} in that folder already.`)).toBeVisible();
});
