/** The flags of `runyard serve`. */
import { parseArgs } from 'node:util';
import { RunyardError } from '../../contract';

const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '::1'];

export interface ServeFlags {
  host: string;
  /** 0 takes any free one. */
  port: number;
  /** Whether to open the person's browser. */
  open: boolean;
  /** Files, folders and links to open in the window. */
  places: string[];
}

/** @throws RunyardError `CONFIG_INVALID`, naming the flag */
export function readServeFlags(args: string[]): ServeFlags {
  const { values, positionals } = parse(args);
  const host = values.host ?? '127.0.0.1';
  if (!LOOPBACK_HOSTS.includes(host)) {
    throw new RunyardError('CONFIG_INVALID', {
      message: `--host ${host} would let other machines in, which Runyard cannot do safely yet.`,
      remedy: `Use one of ${LOOPBACK_HOSTS.join(', ')}, or leave --host out.`,
      details: { host },
    });
  }
  const port = Number(values.port ?? '0');
  if (values.port === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RunyardError('CONFIG_INVALID', {
      message: `--port ${values.port} is no port.`,
      remedy: 'Use a number from 0 to 65535; 0 takes any free one.',
      details: { port: values.port },
    });
  }
  return { host, port, open: !values['no-open'], places: positionals };
}

function parse(args: string[]) {
  try {
    const options = { host: { type: 'string' }, port: { type: 'string' }, 'no-open': { type: 'boolean' } } as const;
    return parseArgs({ args, options, strict: true, allowPositionals: true });
  } catch (cause) {
    throw new RunyardError('CONFIG_INVALID', {
      message: cause instanceof Error ? cause.message : String(cause),
      remedy: 'The flags are --host HOST, --port PORT and --no-open.',
      cause,
    });
  }
}
