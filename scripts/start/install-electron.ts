/** Gets Electron's binary, for a limited time, and remembers for a day that it could not be had. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const DAY_MS = 24 * 60 * 60_000;

export interface InstallOptions {
  /** The package's own installer, as a Node script. */
  script: string;
  /** Where a failure is remembered. */
  failureFile: string;
  /** A stalled server would hold it for ever. */
  timeoutMs: number;
  /** Tries although a failure is remembered. */
  retry: boolean;
  now: number;
  /** Called when it begins to download. */
  onStart(): void;
}

/** Null when it is there now, else why it could not be had. */
export async function installElectron(options: InstallOptions): Promise<string | null> {
  const { failureFile, retry, now, onStart } = options;
  const remembered = retry ? null : await recallFailure(failureFile, now);
  if (remembered !== null) return `${remembered}, less than a day ago`;
  onStart();
  const reason = await runInstaller(options);
  if (reason === null) await rm(failureFile, { force: true });
  else await rememberFailure(failureFile, { failedAt: now, reason });
  return reason;
}

async function runInstaller({ script, timeoutMs }: InstallOptions): Promise<string | null> {
  const installer = spawn(process.execPath, [script], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  let said = '';
  installer.stderr.on('data', (data: Buffer) => {
    said = (said + data.toString()).slice(-4096);
  });
  const [code, signal] = (await once(installer, 'close')) as [number | null, NodeJS.Signals | null];
  if (code === 0) return null;
  if (signal !== null) return `its download was not done after ${Math.round(timeoutMs / 1000)} s`;
  return `its download failed: ${summarise(said)}`;
}

/** The line of a stack trace that says what went wrong. */
function summarise(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.find((line) => /error|denied|refused|not found/i.test(line))?.slice(0, 160) ?? 'it did not say why';
}

interface Failure {
  failedAt: number;
  reason: string;
}

async function recallFailure(file: string, now: number): Promise<string | null> {
  try {
    const { failedAt, reason } = JSON.parse(await readFile(file, 'utf8')) as Failure;
    const ageMs = now - failedAt;
    return ageMs >= 0 && ageMs < DAY_MS ? reason : null;
  } catch {
    return null;
  }
}

async function rememberFailure(file: string, failure: Failure): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(failure));
  } catch {
    // The next start tries again, which is slow and not wrong.
  }
}
