/** Runs an attack in a guest process behind the real walls, or behind all of them but one. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type GuestEnd, GuestProcess } from '../guest-process';
import { listNodeFlags } from '../node-flags';
import { chooseOsWalls, listOsWalls, type OsWalls } from '../os-walls';
import { FromGuest, ToGuest } from '../wire';
import type { Executable } from './executables';

export const MIB = 1024 * 1024;
const DEADLINE_MS = 20_000;

export interface Trial {
  /** The folder in which it has its own; by default `out`. */
  within?: string;
  executable: Executable;
  /** Code evaluated by the supervisor in the realm. */
  bundle?: string;
  /** Code in place of the supervisor: with all that Node has. By default the real one. */
  supervisor?: string;
  /** Given to it as an open file. */
  order?: unknown;
  args?: string[];
  walls?: OsWalls;
  /** Flags of Node that are left out. */
  withoutFlags?: RegExp;
  memoryBytes?: number;
  overheadBytes?: number;
  cpuSeconds?: number;
}

export interface TrialResult {
  stdout: string;
  /** Why the runtime says that it failed. */
  failed: string;
  end: GuestEnd;
}

export const realSupervisor = resolve('out/embedded/supervisor.cjs');

/** The strongest that this machine gives to that program. */
export function chooseWalls({ execPath }: Executable): Promise<OsWalls> {
  return chooseOsWalls(listOsWalls(process.platform, process.getuid?.()), [execPath, realSupervisor]);
}

/** The wall with parts of its command taken out; each must have been there. */
export function withoutParts(walls: OsWalls, ...parts: (string | RegExp)[]): OsWalls {
  return {
    ...walls,
    wrap(command, limits) {
      const end = Math.max(0, walls.wrap(command, limits).length - command.length);
      let wrapped = walls.wrap(command, limits).slice(0, end);
      for (const part of parts) {
        const before = wrapped.join('\0');
        wrapped =
          typeof part === 'string'
            ? wrapped.filter((arg) => arg !== part)
            : wrapped.map((arg) => arg.replace(part, ''));
        if (wrapped.join('\0') === before) throw new Error(`the wall has no part ${part}`);
      }
      return [...wrapped, ...command];
    },
  };
}

/** A guest process with its attack; disposing ends it and removes its files. */
export async function startTrial(trial: Trial): Promise<{ guest: GuestProcess } & AsyncDisposable> {
  const folder = await mkdtemp(resolve(trial.within ?? 'out', 'escape-'));
  await chmod(folder, 0o755);
  const put = async (name: string, text: string) => {
    await writeFile(join(folder, name), text, { mode: 0o644 });
    return join(folder, name);
  };
  const { executable, withoutFlags, memoryBytes = 64 * MIB, overheadBytes = 64 * MIB, cpuSeconds = 60 } = trial;
  const supervisorPath =
    trial.supervisor === undefined ? realSupervisor : await put('supervisor.cjs', trial.supervisor);
  const bundlePath = await put('bundle.js', trial.bundle ?? '');
  const orderPath = await put('order.json', JSON.stringify(trial.order ?? null));
  const guest = await GuestProcess.start(
    {
      ...executable,
      supervisorPath,
      walls: trial.walls ?? (await chooseWalls(executable)),
      listFlags: (needs) => listNodeFlags(needs).filter((flag) => !withoutFlags?.test(flag)),
    },
    {
      runtime: {
        manifest: { ...manifest, overheadBytes },
        bundlePath,
        assetPaths: { order: orderPath },
      },
      mode: 'run',
      memoryBytes,
      cpuSeconds,
      snapshot: null,
    },
  );
  return {
    guest,
    async [Symbol.asyncDispose]() {
      await guest[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** To its end, or for so long. */
export async function runTrial(trial: Trial, deadlineMs = DEADLINE_MS): Promise<TrialResult> {
  await using started = await startTrial(trial);
  const { guest } = started;
  const deadline = setTimeout(() => guest.kill(), deadlineMs);
  const job = JSON.stringify({ files: [], entry: '', args: trial.args ?? [], env: {} });
  void guest.send(ToGuest.job, Buffer.from(job));
  void guest.send(ToGuest.stdinEnd);
  const result = { stdout: '', failed: '' };
  try {
    for await (const { type, payload } of guest.frames()) {
      const text = Buffer.from(payload).toString();
      if (type === FromGuest.stdout) result.stdout += text;
      if (type === FromGuest.failed) result.failed += text;
    }
    return { ...result, end: await guest.ended };
  } finally {
    clearTimeout(deadline);
  }
}

const manifest = {
  id: 'trial',
  title: 'Trial',
  assets: {},
  packages: {},
  minMemoryBytes: MIB,
  snapshot: false,
  v8Flags: [],
};
