/** What the page of the desktop window may not do. */
import { expect, expectOfMain, test } from './fixtures';

test('has no Node and no Electron in its page', async ({ desktopApp: { page, electron } }) => {
  expect(
    await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in window),
    ),
  ).toEqual([]);
  const preferences = await electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { contextIsolation, sandbox, nodeIntegration, webviewTag, webSecurity } = contents.getLastWebPreferences();
    return { contextIsolation, sandbox, nodeIntegration, webviewTag, webSecurity };
  });
  expect(preferences).toEqual({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
  });
});

test('evaluates no text as code and loads nothing from elsewhere', async ({ desktopApp: { page, faults } }) => {
  faults.expect(/^Refused to /);
  // In a script of the page: what the debugger evaluates is not under the policy.
  const said = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      violations.push(effectiveDirective),
    );
    const inline = document.createElement('script');
    inline.textContent = 'window.inlineRan = true';
    document.head.append(inline);
    const remote = document.createElement('script');
    remote.src = 'https://example.com/x.js';
    document.head.append(remote);
    await fetch('https://example.com/').catch(() => {});
    const giveUpAt = performance.now() + 5000;
    while (violations.length < 3 && performance.now() < giveUpAt) await new Promise((give) => setTimeout(give, 10));
    return { violations: violations.sort(), ran: 'inlineRan' in window };
  });
  expect(said).toEqual({ violations: ['connect-src', 'script-src-elem', 'script-src-elem'], ran: false });
  const policy = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'));
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain('unsafe-eval');
  expect(
    await page.evaluate(
      () =>
        new Promise((give) => {
          document.addEventListener('securitypolicyviolation', ({ blockedURI }) => give(blockedURI), { once: true });
          setTimeout('window.evaluated = true' as unknown as () => void);
        }),
    ),
  ).toBe('eval');
});

for (const target of ['https://example.com/', 'file:///etc/passwd', 'app://elsewhere/', 'data:text/html,hello']) {
  test(`does not leave its page for ${target}`, async ({ desktopApp: { page, faults } }) => {
    faults.expect(/^(Not allowed to (load|navigate)|Refused to )/);
    await page.evaluate((url) => {
      Object.assign(window, { isStillHere: true });
      window.location.href = url;
    }, target);
    // The answer to a later task of the page shows that the navigation was refused before.
    await page.evaluate(() => new Promise((give) => setTimeout(give, 200)));
    expect(page.url()).toBe('app://runyard/');
    expect(await page.evaluate(() => 'isStillHere' in window)).toBe(true);
  });
}

test('opens no window, and an https link in the browser only when the person says so', async ({ desktopApp }) => {
  const { page, electron, faults } = desktopApp;
  faults.expect(/^(Not allowed to load|Refused to run)/);
  await electron.evaluate(({ dialog, shell }) => {
    const record = { asked: [] as string[], opened: [] as string[], answer: 1 };
    Object.assign(globalThis, { record });
    dialog.showMessageBox = (async (_window: unknown, { detail }: { detail: string }) => {
      record.asked.push(detail);
      return { response: record.answer, checkboxChecked: false };
    }) as typeof dialog.showMessageBox;
    shell.openExternal = async (url) => {
      record.opened.push(url);
    };
  });
  const read = () =>
    electron.evaluate(
      () => (globalThis as unknown as { record: { asked: string[]; opened: string[]; answer: number } }).record,
    );
  const expectRecord = (record: Record<string, unknown>) =>
    expectOfMain(read, (found) => expect(found).toMatchObject(record));
  for (const url of ['http://example.com/', 'file:///etc/passwd', 'app://runyard/', 'javascript:1', 'about:blank']) {
    expect(await page.evaluate((target) => window.open(target), url)).toBeNull();
  }
  expect(await page.evaluate(() => window.open('https://example.com/no'))).toBeNull();
  await expectRecord({ asked: ['https://example.com/no'], opened: [] });
  await electron.evaluate(() => {
    (globalThis as unknown as { record: { answer: number } }).record.answer = 0;
  });
  await page.evaluate(() => window.open('https://example.com/yes'));
  await expectRecord({ opened: ['https://example.com/yes'] });
  expect(electron.windows()).toHaveLength(1);
});

test('serves no file outside the built page', async ({ desktopApp: { page, faults } }) => {
  faults.expect(/^Failed to load resource: the server responded with a status of 40[345]/);
  const answers = await page.evaluate(async () => {
    const paths = [
      '/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/assets/..%2f..%2f..%2fpackage.json',
      '/..%5c..%5cpackage.json',
      '/index.html%00.js',
      '/%',
      '//etc/passwd',
    ];
    const statuses: Record<string, number | string> = {};
    for (const path of paths) {
      const answer = await fetch(`app://runyard${path}`).catch(() => null);
      statuses[path] = answer === null ? 'failed' : answer.status;
    }
    const post = await fetch('app://runyard/', { method: 'POST' }).catch(() => null);
    return { statuses: Object.values(statuses), post: post?.status };
  });
  for (const status of answers.statuses) expect(['failed', 403, 404]).toContain(status);
  expect(answers.post).toBe(405);
});

test('grants its page nothing but copying', async ({ desktopApp: { page } }) => {
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
  expect(
    await page.evaluate(
      () => new Promise((give) => navigator.geolocation.getCurrentPosition(give, (error) => give(error.code))),
    ),
  ).toBe(1);
  expect(
    await page.evaluate(() => navigator.mediaDevices.getUserMedia({ audio: true }).catch((error) => error.name)),
  ).toMatch(/NotAllowedError|NotFoundError/);
  const ask = (name: string) =>
    page.evaluate(async (which) => (await navigator.permissions.query({ name: which as PermissionName })).state, name);
  expect(await ask('clipboard-write')).toBe('granted');
  expect(await ask('clipboard-read')).not.toBe('granted');
});
