/** The browser door as a process: its token, its end, and the start that chooses it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { launchChromium, ServedRunyard } from './doors/browser-door';
import { environmentWith } from './doors/door';
import { keepSession } from './doors/kept-session';
import { findContainersRunning, listContainersOf } from './doors/own-containers';
import { expect, test } from './fixtures';

const REPOSITORY = resolve(import.meta.dirname, '..');
const LONG_SLEEP_MARK = `sleep 8${process.pid}`;

test('opens the window for who has the address, and for nobody else', async ({ browserDoor, playwright }) => {
  await expect(browserDoor.page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  const address = new URL(browserDoor.server.address);
  expect(address.hostname).toBe('127.0.0.1');
  expect(address.search.length).toBeGreaterThan(20);
  const stranger = await playwright.request.newContext();
  try {
    for (const query of ['', '?token=', `?token=${'x'.repeat(43)}`]) {
      const answer = await stranger.get(`${address.origin}/${query}`);
      expect([401, 403], `status for "${query}"`).toContain(answer.status());
      expect(await answer.text()).not.toContain('<script');
    }
  } finally {
    await stranger.dispose();
  }
});

test('keeps its page to what it serves', async ({ browserDoor: { page, faults } }) => {
  // Chromium's words on it differ from one to the next.
  faults.expect(/Content Security Policy/);
  const violation = page.evaluate(
    () =>
      new Promise((give) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => give(effectiveDirective));
        const script = document.createElement('script');
        script.textContent = 'window.inlineRan = true';
        document.head.append(script);
      }),
  );
  expect(await violation).toBe('script-src-elem');
  expect(await page.evaluate(() => 'inlineRan' in window)).toBe(false);
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  test(`leaves no container when ended by ${signal} in the middle of a run`, async ({ dataDir }) => {
    await keepSession(dataDir, 'bash', `echo ready\n${LONG_SLEEP_MARK}\n`);
    await using server = await ServedRunyard.start({ dataDir });
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(server.address);
      await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
      await page.keyboard.press('Control+Enter');
      await expect(page.locator('[data-region="output"]')).toContainText('ready');
      await expect.poll(() => findContainersRunning(server.pid, LONG_SLEEP_MARK)).toHaveLength(1);
      expect(await server.end(signal)).toBe(0);
      expect(await listContainersOf(server.pid)).toEqual([]);
    } finally {
      await browser.close();
    }
  });
}

test('ends the run of a page that was closed', async ({ dataDir }) => {
  await keepSession(dataDir, 'bash', `echo ready\n${LONG_SLEEP_MARK}\n`);
  await using server = await ServedRunyard.start({ dataDir });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(server.address);
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
    await page.keyboard.press('Control+Enter');
    await expect(page.locator('[data-region="output"]')).toContainText('ready');
    await page.close();
    await expect.poll(() => findContainersRunning(server.pid, LONG_SLEEP_MARK)).toEqual([]);
  } finally {
    await browser.close();
  }
});

test('is what a start without a display opens, with one sentence why; Ctrl+C ends it', async ({ dataDir, request }) => {
  const start = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts', '--no-open'], {
    cwd: REPOSITORY,
    env: environmentWith({ RUNYARD_DATA_DIR: dataDir, DISPLAY: '', WAYLAND_DISPLAY: '' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [start.stdout, start.stderr]) {
    stream.on('data', (data: Buffer) => {
      said += data.toString();
    });
  }
  const exited = once(start, 'close');
  try {
    await expect.poll(() => said, { timeout: 45_000 }).toContain('http://127.0.0.1:');
    // It comes on another stream.
    await expect.poll(() => said).toContain('No display here, so Runyard opens in the browser.');
    const address = /http:\/\/\S+/.exec(said)?.[0] ?? '';
    expect((await request.get(address)).status()).toBe(200);
  } finally {
    start.kill('SIGINT');
  }
  expect(await exited).toEqual([0, null]);
  await expect(fetch(/http:\/\/[^/]+/.exec(said)?.[0] ?? '')).rejects.toThrow();
});
