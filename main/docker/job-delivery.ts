/** Hands a job to a waiting container by the boot protocol, and follows it to its end. */
import type { PhaseName } from '../../contract';
import type { SandboxJob } from '../sandbox/sandbox-provider';
import type { AttachedContainer, OutputSink } from './attached-container';
import { buildDelivery, needsTar, type Phase, padTar } from './boot-script';
import type { WaitingContainer } from './waiting-container';

export interface Delivery {
  nonce: string;
  job: SandboxJob;
  phases: Phase[];
  /** After so long everything in the sandbox dies, even if the app is gone. */
  deadlineMs: number;
}

/** Reads a sandbox's outputs into events, phase by phase. */
export interface PhaseReader extends OutputSink {
  /** The phase that runs, or the last one. */
  readonly phase: PhaseName;
  /** The outputs ended without their last markers. */
  end(): void;
}

export async function deliver(
  { socket, plan }: WaitingContainer,
  { nonce, job, phases, deadlineMs }: Delivery,
): Promise<void> {
  const tar = needsTar(job.files) ? padTar(await packFiles(job.files)) : null;
  socket.cork();
  const counts = plan.held.memory ? 'own' : 'none';
  socket.write(buildDelivery({ nonce, job, phases, tarBytes: tar?.length ?? 0, deadlineMs, counts }));
  if (tar) socket.write(tar);
  if (job.stdin) socket.write(job.stdin);
  socket.uncork();
  if (job.stdin !== null) socket.end();
}

/** A job of a few files needs none, and the library for it is large. */
async function packFiles(files: SandboxJob['files']): Promise<Buffer> {
  const { packTar } = await import('./pack-tar');
  return packTar(files);
}

/** Settles when all has been given to the container's events. */
export async function follow(attached: AttachedContainer, reader: PhaseReader): Promise<void> {
  await attached.read(reader);
  if (reader.done) return;
  reader.end();
  if (attached.killed) return;
  // The boot shell had no last word: the program killed it, or the daemon is gone.
  const { exitCode, outOfMemory } = await attached.end();
  const unknown = { processLimitMet: false, cpuMs: null, peakMemoryBytes: null };
  attached.give({ type: 'phaseEnded', result: { phase: reader.phase, exitCode, outOfMemory, ...unknown } });
}
