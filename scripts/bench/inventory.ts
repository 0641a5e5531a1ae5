/** What an engine may leave behind: containers, processes, temporary files. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type Docker from 'dockerode';
import { PID_LABEL } from '../../main/docker/container-options';

/** `nobody`, as whom programs run in a sandbox. */
const SANDBOX_UID = 65534;

export interface Inventory {
  /** Containers that carry this process's label, running or not. */
  containers: string[];
  /** Processes on this machine that run as `nobody` or are children of this one, as `number name`; Linux only. */
  processes: string[];
  /** Entries of the temporary folder that carry our name. */
  tempFiles: string[];
}

export async function takeInventory(docker: Docker): Promise<Inventory> {
  const containers = await docker.listContainers({ all: true, filters: { label: [`${PID_LABEL}=${process.pid}`] } });
  return {
    containers: containers.map((container) => container.Id),
    processes: await listProcesses(),
    tempFiles: (await readdir(tmpdir())).filter((name) => name.toLowerCase().includes('runyard')),
  };
}

/** What is there now and was not there before. */
export function subtractInventory(now: Inventory, before: Inventory): Inventory {
  const subtract = (key: keyof Inventory) => now[key].filter((item) => !before[key].includes(item));
  return { containers: subtract('containers'), processes: subtract('processes'), tempFiles: subtract('tempFiles') };
}

async function listProcesses(): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(numbers.map(describeProcess));
  return found.filter((one) => one !== null);
}

/** Null for a process of somebody else, for one that has just gone, and for one that is dead and only unburied. */
async function describeProcess(number: string): Promise<string | null> {
  try {
    const { uid } = await stat(`/proc/${number}`);
    const line = await readFile(`/proc/${number}/stat`, 'utf8');
    const [, name = '', state = '', parent = ''] = /^\d+ \((.*)\) (\S) (\d+)/s.exec(line) ?? [];
    const isOurs = uid === SANDBOX_UID || Number(parent) === process.pid;
    return isOurs && state !== 'Z' ? `${number} ${name}` : null;
  } catch {
    return null;
  }
}
