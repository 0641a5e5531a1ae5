/** Which limits a daemon can hold a sandbox to: one without root may have no control groups to hold any with. */

/** Whether each limit holds. */
export interface HeldLimits {
  memory: boolean;
  processes: boolean;
  cpus: boolean;
}

/** What the config says of a daemon that cannot hold a program to its memory and processes. */
export type WithoutLimits = 'refuse' | 'use';

/** Of the daemon's answer to `info`. */
export interface LimitFacts {
  MemoryLimit?: boolean;
  PidsLimit?: boolean;
  CpuCfsQuota?: boolean;
  CgroupVersion?: string;
  SecurityOptions?: string[] | null;
  /** Of Podman alone; its older versions do not name it among the security options. */
  Rootless?: boolean;
}

export function readHeldLimits(facts: LimitFacts): HeldLimits {
  // Podman tells what the machine can do; without root it can do nothing with control groups of version 1.
  const isWithoutGroups = facts.CgroupVersion === '1' && isRootless(facts);
  // It looks for the processors' share under its name of version 1, so that it misses the one of version 2.
  const hasShare = facts.CgroupVersion === '2' && facts.Rootless === false;
  const holds = (fact: boolean | undefined) => fact !== false && !isWithoutGroups;
  return {
    memory: holds(facts.MemoryLimit),
    processes: holds(facts.PidsLimit),
    cpus: hasShare || holds(facts.CpuCfsQuota),
  };
}

/** Without these a program can take the whole machine; without a share of the processors it is only slow. */
export function isDangerous({ memory, processes }: HeldLimits): boolean {
  return !memory || !processes;
}

/** One sentence; empty where every limit holds. */
export function describeUnheld(held: HeldLimits): string {
  const unheld = (['memory', 'processes', 'cpus'] as const)
    .filter((limit) => !held[limit])
    .map((limit) => TITLES[limit]);
  const last = unheld.pop();
  if (last === undefined) return '';
  return `It cannot limit the ${unheld.length > 0 ? `${unheld.join(', ')} and ` : ''}${last} of a program.`;
}

const TITLES = { memory: 'memory', processes: 'number of processes', cpus: 'processor share' };

/** One or two sentences; empty where every limit holds. */
export function findLimitRemedy(held: HeldLimits, info: LimitFacts, withoutLimits: WithoutLimits): string {
  if (held.memory && held.processes && held.cpus) return '';
  const remedy = isRootless(info) ? ROOTLESS_REMEDY : KERNEL_REMEDY;
  return isDangerous(held) && withoutLimits === 'refuse' ? `${remedy} ${TRUST_REMEDY}` : remedy;
}

const ROOTLESS_REMEDY =
  'Have systemd delegate control groups of version 2 to the user of the daemon (Delegate=cpu memory pids), or use a daemon with root.';
const KERNEL_REMEDY = 'Turn the control groups of the kernel on (cgroup_enable=memory where it starts).';
const TRUST_REMEDY = 'Where you trust every program, dockerWithoutLimits: use runs them all the same.';

function isRootless({ SecurityOptions: options, Rootless: rootless }: LimitFacts): boolean {
  return rootless === true || (options ?? []).some((option) => option.startsWith('name=rootless'));
}
