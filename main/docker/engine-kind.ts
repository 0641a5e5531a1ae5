/** Which engine answers behind Docker's interface, and what it takes otherwise. */

import type { HeldLimits } from './held-limits';

export type EngineKind = 'docker' | 'podman';

export interface VersionAnswer {
  Version: string;
  ApiVersion: string;
  Components?: { Name: string }[];
}

export function readEngineKind({ Components: components = [] }: VersionAnswer): EngineKind {
  return components.some(({ Name: name }) => /podman/i.test(name)) ? 'podman' : 'docker';
}

const TITLES: Record<EngineKind, string> = { docker: 'Docker', podman: 'Podman' };

export function nameEngine(kind: EngineKind): string {
  return TITLES[kind];
}

/** Where the program's files are. Its memory counts against the sandbox's limit. */
export function workTmpfs(kind: EngineKind): string {
  const walls = 'rw,nosuid,nodev,exec,size=64m';
  // Podman refuses a number of inodes and an owner; nobody else is in the container.
  return kind === 'podman' ? `${walls},mode=1777` : `${walls},nr_inodes=16384,mode=0700,uid=65534,gid=65534`;
}

/** Where no sandbox has a bound of its own, one for all of them keeps the machine from a fork bomb. */
const SHARED_PROCESSES = 1024;

/**
 * Podman sets a bound of processes for each user where none is said: higher than a root without `CAP_SYS_RESOURCE` may
 * go, so that nothing starts. This one is for all sandboxes of a machine together; each has its own bound besides.
 */
export function engineUlimits(
  kind: EngineKind,
  { processes }: HeldLimits,
): { Name: string; Soft: number; Hard: number }[] {
  if (!processes) return [{ Name: 'nproc', Soft: SHARED_PROCESSES, Hard: SHARED_PROCESSES }];
  return kind === 'podman' ? [{ Name: 'nproc', Soft: 4096, Hard: 4096 }] : [];
}
