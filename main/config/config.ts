/** Config provider: every value that a person may set, its default and its bounds. Defaults < environment. */
import { z } from 'zod';
import { Limits, ProviderChoice, RunyardError } from '../../contract';

const MIB = 1024 * 1024;

/** What a server that others use needs; the browser door of one person runs on the defaults. */
export const ServerConfig = z.object({
  /** What is listened on. Anything but a loopback address needs a token that was chosen. */
  host: z.string().default('127.0.0.1'),
  /** 0 takes any free one. */
  port: z.number().int().min(0).max(65_535).default(0),
  /** Who has it may do all; empty makes a new one at each start. */
  token: z.string().default(''),
  /** Names besides the loopback ones and `host` under which it may be asked for, such as `run.example.org` or `run.example.org:8080`. */
  allowedHosts: z.array(z.string()).default([]),
  /** Origins of other sites' pages that may use it, such as `https://school.example.org`. */
  allowedOrigins: z.array(z.string()).default([]),
  /** Runs of one client at once, waiting ones included. */
  runsPerClient: z.number().int().min(1).default(128),
  /** Requests of one client in a minute; 0 sets no bound. */
  requestsPerMinute: z.number().int().min(0).default(0),
  /** Largest body of a request. */
  bodyBytes: z
    .number()
    .int()
    .min(1024)
    .default(16 * MIB),
  /** A request must have arrived within this time. */
  requestTimeoutMs: z.number().int().min(100).default(30_000),
  /** What runs have to end by themselves when the server closes. */
  shutdownGraceMs: z.number().int().min(0).default(0),
  /** `requests`: one line of JSON for each; `code` also what was run. */
  accessLog: z.enum(['off', 'requests', 'code']).default('off'),
});
export type ServerConfig = z.infer<typeof ServerConfig>;

export const Config = z.object({
  /** Where the daemon is; empty lets discovery find it. */
  dockerHost: z.string().default(''),
  /** The runtime that the daemon is to run sandboxes with, such as `runsc`; empty for its default. */
  dockerRuntime: z.string().default(''),
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
  /** Folders of spec files, single files and http(s) addresses, before Runyard's own; the first that describes a language holds. */
  specSources: z.array(z.string()).default([]),
  /** When the specs are read anew: a cron expression; empty for never. What changes on this machine is noticed by itself. */
  specReload: z.string().default(''),
  /** When images that are there are pulled or built anew: a cron expression; empty for never. */
  imageRefresh: z.string().default(''),
  server: ServerConfig.prefault({}),
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
