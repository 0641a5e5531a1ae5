/** Memory that an open tab costs the window's process. */
import { round } from '../statistics';
import { createDataDir, describeTabs, OpenWindow, RUNYARD } from './open-window';

const TABS = 100;

export interface TabMemoryFigures {
  tabs: number;
  oneTabMb: number;
  allTabsMb: number;
  perTabMb: number;
}

export async function measureTabMemory(): Promise<TabMemoryFigures> {
  const oneTabMb = await measureResident(1);
  const allTabsMb = await measureResident(TABS);
  return {
    tabs: TABS,
    oneTabMb: round(oneTabMb, 0),
    allTabsMb: round(allTabsMb, 0),
    perTabMb: round((allTabsMb - oneTabMb) / (TABS - 1), 2),
  };
}

/** Megabytes of the window's process when each tab has been looked at once. */
async function measureResident(count: number): Promise<number> {
  await using dataDir = await createDataDir(describeTabs(count));
  await using window = await OpenWindow.open(RUNYARD, dataDir.path);
  const { page, electron } = window;
  await page.locator('.monaco-editor .view-line').first().waitFor();
  for (let tab = 1; tab <= count; tab++) {
    await page.keyboard.press('Control+PageDown');
    const title = `Tab ${tab % count}`;
    await page.locator('[role="tab"][aria-selected="true"]', { hasText: new RegExp(`^${title}$`) }).waitFor();
  }
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const kilobytes = await electron.evaluate(({ app, BrowserWindow }) => {
    const pid = BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId();
    return app.getAppMetrics().find((process) => process.pid === pid)?.memory.workingSetSize ?? 0;
  });
  return kilobytes / 1024;
}
