/** The life of the desktop door: opening, the second start, reload, crash, and an end that leaves nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { DesktopDoor, electronArguments, findTestElectron } from './doors/desktop-door';
import { environmentWith } from './doors/door';
import { keepSession, readScratch } from './doors/kept-session';
import { findContainersRunning, listContainersOf } from './doors/own-containers';
import { expect, expectOfMain, test } from './fixtures';

const REPOSITORY = resolve(import.meta.dirname, '..');
/** A number that finds its `sleep` among the processes of all containers. */
const LONG_SLEEP = `echo ready\nsleep 7${process.pid}\n`;
const LONG_SLEEP_MARK = `sleep 7${process.pid}`;

test('opens one window with its page and its title', async ({ desktopApp }) => {
  await expect(desktopApp.page).toHaveTitle(/Runyard/);
  expect(desktopApp.page.url()).toBe('app://runyard/');
  expect(desktopApp.electron.windows()).toHaveLength(1);
  await expect(desktopApp.page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
});

test('brings its window to the front when it is started again', async ({ desktopApp }) => {
  await desktopApp.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const areShown = () =>
    desktopApp.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((it) => it.isVisible()));
  await expectOfMain(areShown, (shown) => expect(shown).toEqual([false]));
  const second = spawn(await findTestElectron(), electronArguments(REPOSITORY), {
    env: environmentWith({ RUNYARD_DATA_DIR: desktopApp.dataDir }),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  second.stdout.on('data', (data: Buffer) => {
    said += data.toString();
  });
  const [code] = await once(second, 'close');
  expect(code).toBe(0);
  expect(said).toContain('Runyard is open already');
  await expectOfMain(areShown, (shown) => expect(shown).toEqual([true]));
});

test('saves what was typed when the window is closed at once, and shows it at the next start', async ({ dataDir }) => {
  await keepSession(dataDir, 'bash', 'echo before');
  await using first = await DesktopDoor.launch({ dataDir });
  const editor = first.page.locator('.monaco-editor').first();
  await expect(editor).toContainText('before');
  await editor.click();
  await first.page.keyboard.press('Control+End');
  await first.page.keyboard.type(' and after');
  await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await first.exited();
  expect(await readScratch(dataDir, 'Kept')).toBe('echo before and after');

  await using second = await DesktopDoor.launch({ dataDir });
  await expect(second.page.locator('.monaco-editor').first()).toContainText('before and after');
});

test('opens where it was closed, and in sight when that place is gone', async ({ dataDir }) => {
  const bounds = { x: 60, y: 70, width: 800, height: 600 };
  const readBounds = (door: DesktopDoor) =>
    door.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  const place = (door: DesktopDoor, to: typeof bounds) =>
    door.electron.evaluate(({ BrowserWindow }, at) => BrowserWindow.getAllWindows()[0]?.setBounds(at), to);
  {
    await using first = await DesktopDoor.launch({ dataDir });
    await place(first, bounds);
    await expectOfMain(
      () => readBounds(first),
      (at) => expect(at).toEqual(bounds),
    );
  }
  {
    await using second = await DesktopDoor.launch({ dataDir });
    await expectOfMain(
      () => readBounds(second),
      (at) => expect(at).toEqual(bounds),
    );
    await place(second, { ...bounds, x: 9000 });
    await expectOfMain(
      () => readBounds(second),
      (at) => expect(at?.x).toBe(9000),
    );
  }
  await using third = await DesktopDoor.launch({ dataDir });
  await expectOfMain(
    () => readBounds(third),
    (at) => {
      expect(at?.x).toBeLessThan(1600);
      expect(at).toMatchObject({ width: bounds.width, height: bounds.height });
    },
  );
});

test('ends the runs of a page that is reloaded, and serves the new one', async ({ dataDir }) => {
  await keepSession(dataDir, 'bash', LONG_SLEEP);
  await using desktop = await DesktopDoor.launch({ dataDir });
  const output = desktop.page.locator('[data-region="output"]');
  await startProgram(desktop);
  await expect(output).toContainText('ready');
  await expect.poll(() => findContainersRunning(desktop.pid, LONG_SLEEP_MARK)).toHaveLength(1);

  await desktop.page.reload();
  await expect.poll(() => findContainersRunning(desktop.pid, LONG_SLEEP_MARK)).toEqual([]);
  await startProgram(desktop);
  await expect(output).toContainText('ready');
});

test('quits in good order when it has only begun to start', async ({ dataDir }) => {
  await using desktop = await DesktopDoor.launch({ dataDir });
  await desktop.quit();
  // 1 is what it ends with when its engine does not end in time.
  expect(await desktop.exited()).toBe(0);
});

for (const how of ['quit', 'SIGINT', 'SIGTERM'] as const) {
  test(`leaves no container when ended by ${how} in the middle of a run`, async ({ dataDir }) => {
    await keepSession(dataDir, 'bash', LONG_SLEEP);
    await using desktop = await DesktopDoor.launch({ dataDir });
    await startProgram(desktop);
    await expect(desktop.page.locator('[data-region="output"]')).toContainText('ready');
    expect(await listContainersOf(desktop.pid)).not.toEqual([]);
    if (how === 'quit') await desktop.quit();
    else process.kill(desktop.pid, how);
    expect(await desktop.exited()).toBe(0);
    expect(await listContainersOf(desktop.pid)).toEqual([]);
  });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  test(`ends by ${signal} in good order when nothing drives it`, async ({ dataDir }) => {
    await keepSession(dataDir, 'bash', LONG_SLEEP);
    const electron = spawn(await findTestElectron(), electronArguments(REPOSITORY), {
      env: environmentWith({ RUNYARD_DATA_DIR: dataDir }),
      stdio: 'ignore',
    });
    const pid = electron.pid ?? 0;
    const exited = once(electron, 'exit');
    try {
      // The open tab's language has its sandboxes warmed.
      await expect.poll(() => listContainersOf(pid), { timeout: 30_000 }).not.toEqual([]);
      electron.kill(signal);
      expect(await exited).toEqual([0, null]);
      expect(await listContainersOf(pid)).toEqual([]);
    } finally {
      electron.kill('SIGKILL');
    }
  });
}

test('offers to reload when the page has crashed', async ({ desktopApp }) => {
  await expect(desktopApp.page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  await desktopApp.electron.evaluate(({ dialog, BrowserWindow }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = (async (_window: unknown, options: { message: string }) => {
      asked.push(options.message);
      return { response: 0, checkboxChecked: false };
    }) as typeof dialog.showMessageBox;
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  await expectOfMain(
    () => desktopApp.electron.evaluate(() => (globalThis as unknown as { asked: string[] }).asked),
    (asked) => expect(asked).toEqual(['The window has stopped working.']),
  );
  await expectOfMain(
    () =>
      desktopApp.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.querySelectorAll("button").length'),
      ),
    (buttons) => expect(buttons).toBeGreaterThan(1),
  );
});

async function startProgram(desktop: DesktopDoor): Promise<void> {
  const run = desktop.page.getByRole('button', { name: 'Run', exact: true });
  await expect(run).toBeEnabled();
  await desktop.page.keyboard.press('Control+Enter');
}
