/** Config provider: every value that a person may set, its default and its bounds. Defaults < environment. */
import { z } from 'zod';
import { Limits, ProviderChoice, RunyardError } from '../../contract';

const MIB = 1024 * 1024;

export const Config = z.object({
  /** Where the daemon is; empty lets discovery find it. */
  dockerHost: z.string().default(''),
  /** Which engine runs what asks for none. */
  provider: ProviderChoice.default('auto'),
  /** Runs at once. One place is kept for runs that a person waits for. */
  concurrency: z.number().int().min(2).default(8),
  /** Runs waiting at once; one more is refused. */
  queueLength: z.number().int().min(1).default(256),
  /** Warm sandboxes kept ready for each language in use. */
  warmSandboxes: z.number().int().min(0).max(16).default(2),
  /** A language not used for so long gives its warm sandboxes back. */
  warmIdleMs: z
    .number()
    .int()
    .min(1000)
    .default(10 * 60_000),
  /** A program in the embedded engine that is asked to stop is killed after so long. */
  stopGraceMs: z.number().int().min(0).max(10_000).default(100),
  /** Memory that the embedded engine's waiting processes may hold together, in bytes; null for an eighth of the machine's, 1 GiB at most. */
  embeddedWarmBytes: z.number().int().min(0).nullable().default(null),
  /** Where optional runtimes of the embedded engine are downloaded from. */
  npmRegistry: z.url().default('https://registry.npmjs.org'),
  /** What a run gets where neither its request nor its spec says. */
  limits: Limits.default({
    compileTimeoutMs: 60_000,
    runTimeoutMs: 60_000,
    memoryBytes: 512 * MIB,
    processes: 64,
    outputBytes: 16 * MIB,
    cpus: 2,
  }),
  /** What no run may ask more than. */
  maxLimits: Limits.default({
    compileTimeoutMs: 10 * 60_000,
    runTimeoutMs: 60 * 60_000,
    memoryBytes: 4096 * MIB,
    processes: 512,
    outputBytes: 1024 * MIB,
    cpus: 64,
  }),
});
export type Config = z.infer<typeof Config>;

const fromEnvironment = {
  dockerHost: { name: 'RUNYARD_DOCKER_HOST', read: String },
  provider: { name: 'RUNYARD_PROVIDER', read: String },
  concurrency: { name: 'RUNYARD_CONCURRENCY', read: Number },
  queueLength: { name: 'RUNYARD_QUEUE_LENGTH', read: Number },
  warmSandboxes: { name: 'RUNYARD_WARM_SANDBOXES', read: Number },
  warmIdleMs: { name: 'RUNYARD_WARM_IDLE_MS', read: Number },
  npmRegistry: { name: 'RUNYARD_NPM_REGISTRY', read: (text: string) => text.replace(/\/+$/, '') },
  stopGraceMs: { name: 'RUNYARD_STOP_GRACE_MS', read: Number },
  embeddedWarmBytes: { name: 'RUNYARD_EMBEDDED_WARM_BYTES', read: Number },
} as const;

/** @throws RunyardError `CONFIG_INVALID`, naming the value and where it came from */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const values: Record<string, unknown> = {};
  for (const [key, { name, read }] of Object.entries(fromEnvironment)) {
    const text = environment[name];
    if (text !== undefined && text !== '') values[key] = read(text);
  }
  const parsed = Config.safeParse(values);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const key = String(issue?.path[0] ?? '') as keyof typeof fromEnvironment;
  const name = fromEnvironment[key]?.name ?? key;
  throw new RunyardError('CONFIG_INVALID', {
    message: `The environment variable ${name} is "${environment[name] ?? ''}": ${issue?.message ?? 'not valid'}.`,
    remedy: `Set ${name} to a valid value or unset it.`,
    details: { name },
  });
}
