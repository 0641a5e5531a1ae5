/**
 * The first stage of the boot protocol (`boot-script.ts`), which is the command of a waiting container. Apart from the
 * second, so that a container can be started before what writes that is loaded.
 */
import type { ContainerCreateOptions } from 'dockerode';
import { type ContainerPlan, containerOptions, WORK_FOLDER } from './container-options';
import { workTmpfs } from './engine-kind';

const FIRST_STAGE =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's expansion, not ours.
  'while IFS= read -r l; do case $l in run:*) eval "$(dd bs=${l#run:} count=1 iflag=fullblock 2>/dev/null)";; esac; done';

/** A container that waits, its files in a folder of memory. */
export function waitingOptions(plan: ContainerPlan, ownerId: string, firstStage = FIRST_STAGE): ContainerCreateOptions {
  const options = containerOptions(plan, ownerId, ['/bin/sh', '-c', firstStage]);
  const tmpfs = { ...options.HostConfig?.Tmpfs, [WORK_FOLDER]: workTmpfs(plan.engine) };
  return { ...options, HostConfig: { ...options.HostConfig, Tmpfs: tmpfs } };
}
