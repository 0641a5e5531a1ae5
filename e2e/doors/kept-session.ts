/** A session as an earlier start left it, so that a test begins with its program in the editor. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SessionState } from '../../contract';

export async function keepSession(dataDir: string, specId: string, code: string): Promise<void> {
  const state: SessionState = {
    version: 1,
    tabs: [{ id: 'kept', title: 'Kept', specId, files: [{ path: 'main', content: code }], args: '' }],
    activeTabId: 'kept',
    theme: 'system',
    layout: 'beside',
  };
  await mkdir(dataDir, { recursive: true });
  await writeFile(join(dataDir, 'session.json'), JSON.stringify(state));
}

export async function readKeptSession(dataDir: string): Promise<SessionState> {
  return SessionState.parse(JSON.parse(await readFile(join(dataDir, 'session.json'), 'utf8')));
}
