/** The walls of a sandbox: every flag of its container in one place. */
import type { ContainerCreateOptions } from 'dockerode';
import type { DebianRecipe, Limits, TerminalMode } from '../../contract';
import { type EngineKind, engineUlimits } from './engine-kind';
import type { HeldLimits } from './held-limits';
import { PROCESS_PLACE, PROCESS_STARTED_AT } from './process-place';

const MIB = 1024 * 1024;
/** `nobody` in Debian and Alpine alike. */
const USER = '65534:65534';
export const WORK_FOLDER = '/work';

export const OWNER_LABEL = 'runyard.owner';
export const HOST_LABEL = 'runyard.host';
export const PROCESSES_LABEL = 'runyard.processes';
export const CONTAINER_LABEL = 'runyard.container';
export const PID_LABEL = 'runyard.pid';
export const STARTED_LABEL = 'runyard.started';

export interface ContainerPlan {
  /** The image's reference. */
  image: string;
  /** How programs in it find that name; without `hosts` none is needed. */
  localhost: DebianRecipe['localhost'];
  limits: Limits;
  network: boolean;
  /** `on`: one raw stream instead of two multiplexed ones. */
  terminal: TerminalMode;
  /** Processors that the daemon has; it refuses a share of more. */
  availableCpus: number;
  /** What the daemon is to run it with; empty where it told of none. */
  runtime: string;
  engine: EngineKind;
  /** What the daemon can hold the sandbox to. */
  held: HeldLimits;
}

/** Marks a container as ours, and as this process's, so that a later start can tell an orphan. */
export function ownerLabels(ownerId: string): Record<string, string> {
  return {
    [OWNER_LABEL]: ownerId,
    [HOST_LABEL]: PROCESS_PLACE.host,
    [PROCESSES_LABEL]: PROCESS_PLACE.processes,
    [CONTAINER_LABEL]: PROCESS_PLACE.container,
    [PID_LABEL]: String(process.pid),
    [STARTED_LABEL]: PROCESS_STARTED_AT,
  };
}

/** What `container.update` can change on a waiting container. */
export function limitOptions({
  limits,
  availableCpus,
  runtime,
  held,
}: Pick<ContainerPlan, 'limits' | 'availableCpus' | 'runtime' | 'held'>): {
  Memory?: number;
  MemorySwap?: number;
  NanoCpus?: number;
  PidsLimit?: number;
} {
  const runtimeThreads = SHARED_KERNEL.includes(runtime) ? 0 : RUNTIME_THREADS;
  // A limit that the daemon cannot hold, it ignores or refuses.
  return {
    ...(held.memory ? { Memory: limits.memoryBytes, MemorySwap: limits.memoryBytes } : {}),
    ...(held.cpus ? { NanoCpus: Math.round(Math.min(limits.cpus, availableCpus) * 1e9) } : {}),
    ...(held.processes ? { PidsLimit: limits.processes + SUPERVISING_PROCESSES + runtimeThreads } : {}),
  };
}

/** The init process, the boot shell, the deadline's shell and its sleep: not the program's. */
const SUPERVISING_PROCESSES = 4;

/** Runtimes whose programs are processes of the machine's own kernel, and nothing besides. */
const SHARED_KERNEL = ['', 'runc', 'crun', 'youki'];
/** Another one, such as gVisor's, has its own threads counted with the program's: 68 in all are too few for a shell. */
const RUNTIME_THREADS = 256;

/**
 * A namespace of its own with nothing but the loopback interface is what a container with no network gets either way.
 * Where Docker need not manage it, it lays no `/etc/hosts` and does not start itself once more as a hook, which is half
 * of a container's start: 103 instead of 209 ms (Docker 20.10, 2 cores).
 */
function isNetworkLeftOut({ network, localhost, engine, runtime }: ContainerPlan): boolean {
  return !network && localhost === 'library' && engine === 'docker' && SHARED_KERNEL.includes(runtime);
}

/** A container that runs `command` with stdin open; where it keeps its files is left to the caller. */
export function containerOptions(plan: ContainerPlan, ownerId: string, command: string[]): ContainerCreateOptions {
  return {
    Image: plan.image,
    Entrypoint: command,
    Cmd: [],
    User: USER,
    WorkingDir: WORK_FOLDER,
    Hostname: 'runyard',
    NetworkDisabled: isNetworkLeftOut(plan),
    Env: [`HOME=${WORK_FOLDER}`, 'LANG=C.UTF-8', 'TINI_KILL_PROCESS_GROUP=1'],
    Labels: ownerLabels(ownerId),
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    OpenStdin: true,
    StdinOnce: true,
    Tty: plan.terminal === 'on',
    Healthcheck: { Test: ['NONE'] },
    HostConfig: {
      ...limitOptions(plan),
      ...(plan.runtime === '' ? {} : { Runtime: plan.runtime }),
      AutoRemove: true,
      Init: true,
      NetworkMode: plan.network ? 'bridge' : 'none',
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      ReadonlyRootfs: true,
      Privileged: false,
      IpcMode: 'private',
      ShmSize: MIB,
      LogConfig: { Type: 'none', Config: {} },
      Ulimits: [
        { Name: 'nofile', Soft: 256, Hard: 256 },
        { Name: 'fsize', Soft: 64 * MIB, Hard: 64 * MIB },
        { Name: 'core', Soft: 0, Hard: 0 },
        ...engineUlimits(plan.engine, plan.held),
      ],
      Tmpfs: { '/tmp': 'rw,nosuid,nodev,noexec,size=16m,mode=1777' },
    },
  };
}
