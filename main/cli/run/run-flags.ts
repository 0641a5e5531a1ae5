/** The flags of `runyard run`, of which parser, help and completion are made. */
import { parseArgs } from 'node:util';
import { findNearMatches } from '../../config/near-matches';
import { misuse } from '../complaint';

export interface Flag {
  name: string;
  short?: string;
  /** What stands for its value in the help; a switch has none. */
  value?: string;
  isMany?: true;
  help: string;
  /** What a shell may offer as its value. */
  completes?: 'languages' | 'files' | 'engines';
}

export const RUN_FLAGS = [
  {
    name: 'spec',
    short: 's',
    value: 'LANGUAGE',
    help: "the language; by default from the file's name or its #! line",
    completes: 'languages',
  },
  { name: 'eval', short: 'e', value: 'CODE', help: 'run this code; it needs --spec' },
  { name: 'entry', value: 'FILE', help: 'the file to start, where there are several', completes: 'files' },
  { name: 'inline', help: 'the code is without boilerplate: no main, no class around it' },
  {
    name: 'arg',
    short: 'a',
    value: 'TEXT',
    isMany: true,
    help: 'an argument of the program; also all that follows --',
  },
  {
    name: 'env',
    value: 'NAME=TEXT',
    isMany: true,
    help: 'an environment variable; NAME alone takes the value that it has here',
  },
  { name: 'time', value: 'TIME', help: 'how long it may run: 10s, 2m' },
  { name: 'compile-time', value: 'TIME', help: 'how long it may be compiled' },
  { name: 'memory', value: 'SIZE', help: 'how much memory it may use: 256M' },
  { name: 'network', help: 'let it use the network' },
  { name: 'provider', value: 'ENGINE', help: 'auto, docker or embedded', completes: 'engines' },
  { name: 'json', help: 'print each event as a line of JSON, and nothing else' },
  { name: 'server', value: 'URL', help: 'a Runyard elsewhere; also RUNYARD_SERVER, with its token in RUNYARD_TOKEN' },
  { name: 'help', short: 'h', help: 'show this' },
] as const satisfies readonly Flag[];

export interface RunFlags {
  spec: string | undefined;
  eval: string | undefined;
  entry: string | undefined;
  args: string[];
  env: string[];
  time: string | undefined;
  compileTime: string | undefined;
  memory: string | undefined;
  provider: string | undefined;
  server: string | undefined;
  inline: boolean;
  network: boolean;
  json: boolean;
  help: boolean;
  /** Files, folders, or `-` for stdin. */
  places: string[];
}

/** @throws Complaint naming the flag */
export function readRunFlags(argv: readonly string[]): RunFlags {
  const split = argv.indexOf('--');
  const own = split === -1 ? argv : argv.slice(0, split);
  const rest = split === -1 ? [] : argv.slice(split + 1);
  const options = Object.fromEntries(
    (RUN_FLAGS as readonly Flag[]).map(({ name, short, value, isMany }) => [
      name,
      {
        type: value ? ('string' as const) : ('boolean' as const),
        ...(short ? { short } : {}),
        multiple: isMany ?? false,
      },
    ]),
  );
  const { values, positionals } = parse([...own], options);
  const text = (name: string) => values[name] as string | undefined;
  const many = (name: string) => (values[name] ?? []) as string[];
  return {
    spec: text('spec'),
    eval: text('eval'),
    entry: text('entry'),
    args: [...many('arg'), ...rest],
    env: many('env'),
    time: text('time'),
    compileTime: text('compile-time'),
    memory: text('memory'),
    provider: text('provider'),
    server: text('server'),
    inline: values.inline === true,
    network: values.network === true,
    json: values.json === true,
    help: values.help === true,
    places: positionals,
  };
}

function parse(
  args: string[],
  options: NonNullable<Parameters<typeof parseArgs>[0]>['options'],
): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({ args, ...(options ? { options } : {}), strict: true, allowPositionals: true });
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const [, named] = /'--?([\w-]+)/.exec(message) ?? [];
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && named !== undefined) {
      const [near] = findNearMatches(
        named,
        RUN_FLAGS.map(({ name }) => name),
      );
      throw misuse(
        `There is no flag --${named}${near ? `; did you mean --${near}?` : '.'}`,
        'Arguments of the program go behind --; `runyard run --help` lists the flags.',
      );
    }
    throw misuse(message.split('. ')[0] ?? message, '`runyard run --help` says what each flag takes.');
  }
}
