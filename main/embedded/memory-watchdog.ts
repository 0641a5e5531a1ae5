/**
 * Ends a guest that uses more memory than it may, where the operating system holds no process to a limit: it looks at
 * what is resident, a few times a second. Windows is left to the limits of V8 and WebAssembly.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const LOOK_EVERY_MS = 200;
/** Of Linux on the processors that Node runs on. */
const PAGE_BYTES = 4096;

export function watchMemory(pid: number, limitBytes: number, onExceeded: () => void): Disposable {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const look = async (): Promise<void> => {
    const residentBytes = await readResident(pid).catch(() => 0);
    if (stopped) return;
    if (residentBytes > limitBytes) onExceeded();
    else schedule();
  };
  const schedule = () => {
    timer = setTimeout(() => void look(), LOOK_EVERY_MS);
    timer.unref();
  };
  if (process.platform !== 'win32') schedule();
  return {
    [Symbol.dispose]() {
      stopped = true;
      if (timer) clearTimeout(timer);
    },
  };
}

async function readResident(pid: number): Promise<number> {
  if (process.platform === 'linux') {
    const [, pages] = (await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ');
    return Number(pages) * PAGE_BYTES;
  }
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) * 1024;
}
