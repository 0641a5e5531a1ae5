/** The dot commands of the shell. Source: "Command Line Shell For SQLite" (sqlite.org/cli.html). */
import { type ByteText, fromText, toText } from './byte-text';
import { splitCommand } from './command-line';
import { Database, SqlError } from './database';
import { importFile } from './import-file';
import { MODES, type Mode, setMode } from './output-format';
import { quoteC, quoteName, quoteText } from './quoting';
import { dump, listDatabases, listIndexes, listTables, showSchema } from './schema-commands';
import { type CommandEnd, type Shell, ShellExit } from './shell';

interface Command {
  /** Fewest letters by which it is known. */
  short?: number;
  usage: string;
  help: string;
  /** Fewest and most arguments. */
  takes: [number, number];
  run(shell: Shell, args: ByteText[]): CommandEnd | undefined;
}

const MANY = Number.POSITIVE_INFINITY;

const COMMANDS: Record<string, Command> = {
  bail: {
    usage: 'on|off',
    help: 'Stop after hitting an error.',
    takes: [1, 1],
    run(shell, [value = '']) {
      shell.bails = readSwitch(shell, value);
    },
  },
  changes: {
    usage: 'on|off',
    help: 'Show number of rows changed by SQL',
    takes: [1, 1],
    run(shell, [value = '']) {
      shell.showsChanges = readSwitch(shell, value);
    },
  },
  databases: { usage: '', help: 'List names and files of attached databases', takes: [0, 0], run: listDatabases },
  dump: { usage: '?OBJECTS?', help: 'Render database content as SQL', takes: [0, MANY], run: dump },
  echo: {
    usage: 'on|off',
    help: 'Turn command echo on or off',
    takes: [1, 1],
    run(shell, [value = '']) {
      shell.echoes = readSwitch(shell, value);
    },
  },
  exit: {
    usage: '?CODE?',
    help: 'Exit this program with return-code CODE',
    takes: [0, 1],
    run(_shell, [code]) {
      const number = Number.parseInt(code ?? '0', 10) || 0;
      if (number !== 0) throw new ShellExit(number & 0xff);
      return 'quit';
    },
  },
  headers: {
    short: 4,
    usage: 'on|off',
    help: 'Turn display of headers on or off',
    takes: [1, 1],
    run(shell, [value = '']) {
      shell.format.showsHeader = readSwitch(shell, value);
      shell.format.isHeaderSet = true;
    },
  },
  help: { usage: '', help: 'Show help text', takes: [0, MANY], run: showHelp },
  import: { usage: 'FILE TABLE', help: 'Import data from FILE into TABLE', takes: [0, MANY], run: importFile },
  indexes: { usage: '?TABLE?', help: 'Show names of indexes', takes: [0, 1], run: listIndexes },
  load: {
    usage: 'FILE ?ENTRY?',
    help: 'Load an extension library (not here)',
    takes: [1, 2],
    run(shell, [file = '']) {
      shell.host.tellUnsupported('package', toText(file));
      return fail(shell, `Error: ${file}.so: cannot open shared object file: No such file or directory`);
    },
  },
  mode: { usage: 'MODE ?OPTIONS?', help: 'Set output mode', takes: [0, MANY], run: runMode },
  nullvalue: {
    usage: 'STRING',
    help: 'Use STRING in place of NULL values',
    takes: [1, 1],
    run(shell, [value = '']) {
      shell.format.nullValue = value;
    },
  },
  once: {
    usage: 'FILE',
    help: 'Output for the next SQL command only to FILE',
    takes: [1, 1],
    run: (shell, [path = '']) => openOutput(shell, path, true),
  },
  open: { usage: '?FILE?', help: 'Close existing database and reopen FILE', takes: [0, 1], run: openDatabase },
  output: {
    usage: '?FILE?',
    help: 'Send output to FILE or stdout if FILE is omitted',
    takes: [0, 1],
    run: (shell, [path = '']) => openOutput(shell, path, false),
  },
  print: {
    usage: 'STRING...',
    help: 'Print literal STRING',
    takes: [0, MANY],
    run: (shell, words) => shell.write(`${words.join(' ')}\n`) as undefined,
  },
  quit: { short: 1, usage: '', help: 'Exit this program', takes: [0, 0], run: () => 'quit' },
  read: {
    usage: 'FILE',
    help: 'Read input from FILE',
    takes: [1, 1],
    run(shell, [path = '']) {
      if (!path.startsWith('|')) return shell.readScript(toText(path)) ? 'done' : 'failed';
      shell.host.tellUnsupported('subprocesses');
      return fail(shell, 'Error: pipes are not supported in this OS');
    },
  },
  save: {
    usage: 'FILE',
    help: 'Write database to FILE',
    takes: [1, 1],
    run: (shell, [path = '']) => runQuietly(shell, `VACUUM INTO ${quoteText(path)}`),
  },
  schema: {
    usage: '?PATTERN?',
    help: 'Show the CREATE statements matching PATTERN',
    takes: [0, MANY],
    run: showSchema,
  },
  separator: {
    usage: 'COL ?ROW?',
    help: 'Change the column and row separators',
    takes: [1, 2],
    run(shell, [column = '', row]) {
      shell.format.columnSeparator = column;
      if (row !== undefined) shell.format.rowSeparator = row;
    },
  },
  shell: {
    usage: 'CMD ARGS...',
    help: 'Run CMD ARGS... in a system shell (not here)',
    takes: [1, MANY],
    run: refuseShell,
  },
  show: { usage: '', help: 'Show the current values for various settings', takes: [0, 0], run: showSettings },
  system: {
    usage: 'CMD ARGS...',
    help: 'Run CMD ARGS... in a system shell (not here)',
    takes: [1, MANY],
    run: refuseShell,
  },
  tables: {
    usage: '?TABLE?',
    help: 'List names of tables matching LIKE pattern TABLE',
    takes: [0, MANY],
    run: listTables,
  },
  timer: {
    usage: 'on|off',
    help: 'Turn SQL timer on or off',
    takes: [1, 1],
    run(shell, [value = '']) {
      shell.showsTime = readSwitch(shell, value);
    },
  },
  width: {
    usage: 'NUM1 NUM2 ...',
    help: 'Set minimum column widths for columnar output',
    takes: [0, MANY],
    run(shell, widths) {
      shell.format.widths = widths.map((width) => Number.parseInt(width, 10) || 0);
    },
  },
};

export function runCommand(shell: Shell, line: ByteText): CommandEnd {
  const [name = '', ...args] = splitCommand(line);
  const [full, command] = findCommand(name);
  if (!command) {
    if (name === '') return 'done';
    return fail(shell, `Error: unknown command or invalid arguments:  "${name}". Enter ".help" for help`);
  }
  const [fewest, most] = command.takes;
  if (args.length < fewest || args.length > most) return fail(shell, `Usage: .${full} ${command.usage}`.trimEnd());
  try {
    return command.run(shell, args) ?? 'done';
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return fail(shell, `Error: ${error.reason}`);
  }
}

function findCommand(name: ByteText): [string, Command | undefined] {
  for (const [full, command] of Object.entries(COMMANDS)) {
    if (full === name || (name.length >= (command.short ?? 3) && full.startsWith(name))) return [full, command];
  }
  return [name, undefined];
}

export function fail(shell: Shell, reason: ByteText): 'failed' {
  shell.complain(reason);
  return 'failed';
}

function readSwitch(shell: Shell, value: ByteText): boolean {
  if (/^\d+$/.test(value)) return Number(value) !== 0;
  if (/^(on|yes)$/i.test(value)) return true;
  if (!/^(off|no)$/i.test(value)) shell.complain(`ERROR: Not a boolean value: "${value}". Assuming "no".`);
  return false;
}

function showHelp(shell: Shell): undefined {
  for (const [name, { usage, help }] of Object.entries(COMMANDS)) {
    shell.write(`${`.${name} ${usage}`.padEnd(24)} ${help}\n`);
  }
}

function runMode(shell: Shell, args: ByteText[]): CommandEnd | undefined {
  const { format } = shell;
  const names = args.filter((arg) => !arg.startsWith('-'));
  const options = new Set(args.filter((arg) => arg.startsWith('-')).map((arg) => arg.replace(/^--?/, '')));
  const [given, table] = names;
  if (args.length === 0) {
    shell.write(`current output mode: ${format.mode}\n`);
    return 'done';
  }
  if (given !== undefined) {
    const mode = MODES.find((name) => name === given || (given.length >= 2 && name.startsWith(given)));
    if (!mode) return fail(shell, `Error: mode should be one of: ${MODES_SHOWN.join(' ')}`);
    setMode(format, mode as Mode);
    if (mode === 'insert') format.table = quoteName(table ?? 'table');
  }
  if (options.has('wrap')) format.wrapColumns = Number(table ?? 0);
  if (options.has('wordwrap')) format.wrapsWords = true;
  if (options.has('ww')) Object.assign(format, { wrapsWords: true, wrapColumns: 60 });
  if (options.has('quote')) format.quotes = true;
  if (options.has('noquote')) format.quotes = false;
}

const MODES_SHOWN = MODES.filter((mode) => mode !== 'off');

function openOutput(shell: Shell, path: ByteText, isOnce: boolean): CommandEnd | undefined {
  if (path.startsWith('|')) {
    shell.host.tellUnsupported('subprocesses');
    return fail(shell, 'Error: pipes are not supported in this OS');
  }
  shell.output.redirect(toText(path), isOnce);
}

function openDatabase(shell: Shell, [name = ':memory:']: ByteText[]): undefined {
  const next = new Database(shell.engine, name);
  shell.database.close();
  shell.database = next;
  shell.databaseName = name;
}

function runQuietly(shell: Shell, sql: ByteText): undefined {
  shell.database.query(sql);
}

function refuseShell(shell: Shell): CommandEnd {
  shell.host.tellUnsupported('subprocesses');
  return fail(shell, 'Error: processes are not supported here');
}

function showSettings(shell: Shell): undefined {
  const { format } = shell;
  const settings: [string, ByteText][] = [
    ['echo', shell.echoes ? 'on' : 'off'],
    ['eqp', 'off'],
    ['explain', 'auto'],
    ['headers', format.showsHeader ? 'on' : 'off'],
    ['mode', format.mode],
    ['nullvalue', quoteC(format.nullValue)],
    ['output', fromText(shell.output.name)],
    ['colseparator', quoteC(format.columnSeparator)],
    ['rowseparator', quoteC(format.rowSeparator)],
    ['stats', 'off'],
    ['width', format.widths.map((width) => `${width} `).join('')],
    ['filename', shell.databaseName],
  ];
  for (const [name, value] of settings) shell.write(`${name.padStart(12)}: ${value}\n`);
}
