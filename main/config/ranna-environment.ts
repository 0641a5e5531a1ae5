/**
 * ranna's environment variables, where they mean what a key of ours means: whoever has set up ranna keeps them.
 * Their names and forms are those of `internal/config/config.go` in ranna-go/ranna.
 */
import type { FoundValue } from './value-source';

type Reader = (text: string) => [key: string, value: string][];

const READERS: Record<string, Reader> = {
  RANNA_API_BINDADDRESS: readBindAddress,
  RANNA_SANDBOX_MEMORY: (text) => [['limits.memory', text]],
  // ranna has one deadline for both.
  RANNA_SANDBOX_TIMEOUTSECONDS: (text) => {
    const time = /^\d+$/.test(text) ? `${text}s` : text;
    return [
      ['limits.runTimeout', time],
      ['limits.compileTimeout', time],
    ];
  },
  RANNA_SANDBOX_STREAMBUFFERCAP: (text) => [['limits.output', text]],
  RANNA_SANDBOX_ENABLENETWORKING: (text) => [['server.rannaNetwork', readGoBoolean(text)]],
  RANNA_SANDBOX_RUNTIME: (text) => [['dockerRuntime', text]],
  RANNA_SPECFILE: (text) => [['specSources', text]],
  RANNA_SCHEDULER_UPDATESPECS: (text) => [['specReload', text]],
  RANNA_SCHEDULER_UPDATEIMAGES: (text) => [['imageRefresh', text]],
};

/** Those that have nothing to set here, and why. */
const WITHOUT_USE: Record<string, string> = {
  RANNA_HOSTROOTDIR: 'no folder of this machine is shared with a program',
  RANNA_SKIPSTARTUPPREP: 'images are pulled when somebody asks for it',
  RANNA_API_MAXOUTPUTLEN: 'what a run may print is bounded by RANNA_SANDBOX_STREAMBUFFERCAP alone',
  RANNA_DEBUG: 'there is no such mode',
  RANNA_LOG_LEVEL: 'server.accessLog says what is logged',
};

export function readRannaEnvironment(environment: Record<string, string | undefined>): FoundValue[] {
  return Object.entries(READERS).flatMap(([name, read]) => {
    const text = environment[name];
    if (text === undefined || text === '') return [];
    return read(text).map(([key, value]): FoundValue => ({ key, value, source: { kind: 'environment', name } }));
  });
}

/** One sentence for each variable that is set and does nothing. */
export function noteUselessRanna(environment: Record<string, string | undefined>): string[] {
  return Object.entries(WITHOUT_USE)
    .filter(([name]) => environment[name])
    .map(([name, why]) => `${name} does nothing here: ${why}.`);
}

/** What is none stays as it is, to be refused. */
function readGoBoolean(text: string): string {
  if (/^(1|t|true)$/i.test(text)) return 'on';
  return /^(0|f|false)$/i.test(text) ? 'off' : text;
}

/** `:8080` is any address of the machine, as in Go. */
function readBindAddress(text: string): [string, string][] {
  const at = text.lastIndexOf(':');
  const host = text.slice(0, Math.max(at, 0)).replace(/^\[(.*)\]$/, '$1');
  return [
    ['server.host', host || '0.0.0.0'],
    ['server.port', text.slice(at + 1)],
  ];
}
