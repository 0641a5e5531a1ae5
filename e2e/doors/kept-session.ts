/** A session as an earlier start left it, so that a test begins with its program in the editor. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LegacySession } from '../../contract';

/** As the first Runyard kept it: what starts on it brings it over. */
export async function keepSession(dataDir: string, specId: string, code: string): Promise<void> {
  const state: LegacySession = {
    version: 1,
    tabs: [{ id: 'kept', title: 'Kept', specId, files: [{ path: 'main', content: code }], args: '' }],
    activeTabId: 'kept',
    theme: 'system',
    layout: 'beside',
  };
  await mkdir(dataDir, { recursive: true });
  await writeFile(join(dataDir, 'session.json'), JSON.stringify(state));
}

/** The text of a scratch. */
export function readScratch(dataDir: string, name: string): Promise<string> {
  return readFile(join(dataDir, 'workspace', name), 'utf8');
}
