/** What a running container has used so far, asked of the daemon. */

import type { RunContainer } from './run-docker';

/** The daemon mostly answers in 5 ms; now and then it takes a second, and a program that is to die is not kept waiting. */
const TIMEOUT_MS = 50;

interface Stats {
  memory_stats?: { usage?: number; max_usage?: number };
  cpu_stats?: { cpu_usage?: { total_usage?: number } };
}

/** Null when the daemon does not answer at once. Peak memory is the present use where control groups are v2. */
export async function readUsage(container: RunContainer): Promise<{ cpuMs: number; peakMemoryBytes: number } | null> {
  try {
    const options = { stream: false, 'one-shot': true, abortSignal: AbortSignal.timeout(TIMEOUT_MS) } as const;
    const { memory_stats: memory, cpu_stats: cpu } = (await container.stats(options)) as unknown as Stats;
    const peakMemoryBytes = memory?.max_usage ?? memory?.usage;
    const cpuNs = cpu?.cpu_usage?.total_usage;
    return peakMemoryBytes && cpuNs ? { cpuMs: cpuNs / 1e6, peakMemoryBytes } : null;
  } catch {
    return null;
  }
}
