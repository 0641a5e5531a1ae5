/**
 * Every value that a person may set, with its default and its bounds. Key in a file, flag, environment variable and
 * JSON Schema follow from it: a name that ends in `Ms` or `Bytes` is written without that, and its value as a time or
 * a size. A description is what a person reads.
 */
import { z } from 'zod';
import { Limits, ProviderChoice } from '../../contract';
import {
  AddressRange,
  CronExpression,
  DockerAddress,
  HostName,
  HostWithPort,
  HttpAddress,
  Origin,
  Token,
} from './value-checks';

const MIB = 1024 * 1024;
/** Timers count in 32 bits, and end at once what is to last longer. */
const LONGEST_TIME_MS = 24 * 24 * 60 * 60_000;

const { compileTimeoutMs, runTimeoutMs } = Limits.shape;
const ConfigLimits = Limits.extend({
  compileTimeoutMs: compileTimeoutMs.max(LONGEST_TIME_MS).describe(compileTimeoutMs.description ?? ''),
  runTimeoutMs: runTimeoutMs.max(LONGEST_TIME_MS).describe(runTimeoutMs.description ?? ''),
});

/** What a server that others use needs; the browser door of one person runs on the defaults. */
export const ServerConfig = z.object({
  host: HostName.default('127.0.0.1').describe('What is listened on. All but a loopback address needs a token.'),
  port: z.number().int().min(0).max(65_535).default(0).describe('The port that is listened on; 0 takes any free one.'),
  token: z
    .union([Token, z.literal('')], {
      error: 'at least 16 letters, digits, - and _; empty makes a new one at each start',
    })
    .default('')
    .describe('Who has it may do all; empty makes a new one at each start.'),
  tokens: z
    .record(z.string().regex(/^[\w.-]{1,64}$/, 'a name of letters, digits, . - and _'), Token)
    .default({})
    .describe('Tokens of other callers by their names, each counted and limited apart.'),
  allowedHosts: z
    .array(HostWithPort)
    .default([])
    .describe('Names besides the loopback ones and the host under which the server may be asked for.'),
  allowedOrigins: z.array(Origin).default([]).describe("Origins of other sites' pages that may use the server."),
  runsPerClient: z.number().int().min(1).default(128).describe('Runs of one client at once, waiting ones included.'),
  runsPerMinute: z
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('Runs that one client may start in a minute; 0 sets no bound.'),
  trustedProxies: z
    .array(AddressRange)
    .default([])
    .describe('Addresses of proxies in front of the server, whose word on who asks, and how, is taken.'),
  bodyBytes: z
    .number()
    .int()
    .min(1024)
    .default(16 * MIB)
    .describe('Largest body of a request.'),
  requestTimeoutMs: z
    .number()
    .int()
    .min(100)
    .max(LONGEST_TIME_MS)
    .default(30_000)
    .describe('A request must have arrived within this time.'),
  shutdownGraceMs: z
    .number()
    .int()
    .min(0)
    .max(LONGEST_TIME_MS)
    .default(0)
    .describe('What runs have to end by themselves when the server closes.'),
  replica: z
    .string()
    .regex(/^[\w.-]{0,128}$/, 'a name of letters, digits, . - and _')
    .default('')
    .describe(
      'The name of this server among several behind one address, each of another name; in the ids of its runs.',
    ),
  rannaNetwork: z
    .enum(['off', 'on'])
    .default('off')
    .describe("Whether programs that come over ranna's routes, which cannot ask for it, have a network."),
  accessLog: z
    .enum(['off', 'requests', 'code'])
    .default('off')
    .describe('requests: one line of JSON for each; code: also what was run.'),
});
export type ServerConfig = z.infer<typeof ServerConfig>;

export const Config = z.object({
  dockerHost: DockerAddress.default('').describe(
    'Where the Docker daemon is, such as tcp://box:2376, ssh://me@box or context://school; empty lets it be found.',
  ),
  dockerCertPath: z
    .string()
    .default('')
    .describe(
      'Folder of ca.pem, cert.pem and key.pem for a dockerHost over TLS; empty for what DOCKER_CERT_PATH says.',
    ),
  dockerRuntime: z
    .string()
    .regex(/^[\w.-]*$/, 'the name of a runtime that the daemon has, such as runsc, or empty for its default')
    .default('')
    .describe("The runtime that the daemon is to run sandboxes with, such as runsc; empty for the daemon's default."),
  dockerWithoutLimits: z
    .enum(['refuse', 'use'])
    .default('refuse')
    .describe(
      'A daemon that cannot limit the memory and the processes of programs, such as a rootless one without control groups, is refused; use: runs programs there that may take the whole machine.',
    ),
  provider: ProviderChoice.default('auto').describe('Which engine runs what asks for none.'),
  concurrency: z
    .number()
    .int()
    .min(2)
    .default(8)
    .describe('Runs at once. One place is kept for runs that a person waits for.'),
  queueLength: z.number().int().min(1).default(256).describe('Runs waiting at once; one more is refused.'),
  warmSandboxes: z
    .number()
    .int()
    .min(0)
    .max(16)
    .default(2)
    .describe('Warm sandboxes kept ready for each language in use.'),
  warmIdleMs: z
    .number()
    .int()
    .min(1000)
    .max(LONGEST_TIME_MS)
    .default(10 * 60_000)
    .describe('A language not used for so long gives its warm sandboxes back.'),
  stopGraceMs: z
    .number()
    .int()
    .min(0)
    .max(10_000)
    .default(100)
    .describe('A program in the embedded engine that is asked to stop is killed after so long.'),
  embeddedWarmBytes: z
    .number()
    .int()
    .min(0)
    .nullable()
    .default(null)
    .describe(
      "Memory that the embedded engine's waiting processes may hold together; by default an eighth of the machine's, 1G at most.",
    ),
  npmRegistry: HttpAddress.default('https://registry.npmjs.org').describe(
    'Where optional runtimes of the embedded engine are downloaded from.',
  ),
  specSources: z
    .array(z.string().min(1))
    .default([])
    .describe(
      "Folders of spec files, single files and http(s) addresses, before Runyard's own; the first that describes a language holds.",
    ),
  specPrivateHosts: z
    .array(HostName)
    .default([])
    .describe('Hosts of spec addresses that may be inside your network though their names do not say so.'),
  specReload: CronExpression.default('').describe(
    'When the specs are read anew: a cron expression; empty for never. What changes on this machine is noticed by itself.',
  ),
  imageRefresh: CronExpression.default('').describe(
    'When images that are there are pulled or built anew: a cron expression; empty for never.',
  ),
  server: ServerConfig.prefault({}).describe('What a server that others use needs.'),
  limits: ConfigLimits.default({
    compileTimeoutMs: 60_000,
    runTimeoutMs: 60_000,
    memoryBytes: 512 * MIB,
    processes: 64,
    outputBytes: 16 * MIB,
    cpus: 2,
  }).describe('What a run gets where neither its request nor its spec says.'),
  maxLimits: ConfigLimits.default({
    compileTimeoutMs: 10 * 60_000,
    runTimeoutMs: 60 * 60_000,
    memoryBytes: 4096 * MIB,
    processes: 512,
    outputBytes: 1024 * MIB,
    cpus: 64,
  }).describe('What no run may ask more than.'),
});
export type Config = z.infer<typeof Config>;
