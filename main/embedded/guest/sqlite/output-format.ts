/** How the shell writes rows: its modes, and what goes with each. */
import type { ByteText } from './byte-text';

export const MODES = [
  'ascii',
  'box',
  'column',
  'csv',
  'html',
  'insert',
  'json',
  'line',
  'list',
  'markdown',
  'off',
  'qbox',
  'quote',
  'table',
  'tabs',
  'tcl',
] as const;
export type Mode = (typeof MODES)[number];

/** Width at which the modes with columns break values, where `.mode` says nothing else. */
const WRAP_COLUMNS = 60;

export interface OutputFormat {
  mode: Exclude<Mode, 'tabs' | 'qbox'>;
  showsHeader: boolean;
  /** `.headers` was used: no mode changes it any more. */
  isHeaderSet: boolean;
  columnSeparator: ByteText;
  rowSeparator: ByteText;
  nullValue: ByteText;
  /** Of mode `insert`; quoted. */
  table: ByteText;
  /** By column; 0 is automatic, below 0 aligns to the right. */
  widths: number[];
  /** 0: values are never broken. */
  wrapColumns: number;
  wrapsWords: boolean;
  quotes: boolean;
}

export function createFormat(): OutputFormat {
  return {
    mode: 'list',
    showsHeader: false,
    isHeaderSet: false,
    columnSeparator: '|',
    rowSeparator: '\n',
    nullValue: '',
    table: '"table"',
    widths: [],
    wrapColumns: WRAP_COLUMNS,
    wrapsWords: false,
    quotes: false,
  };
}

const SEPARATORS: Partial<Record<Mode, [column: ByteText | null, row: ByteText]>> = {
  list: ['|', '\n'],
  line: [null, '\n'],
  column: [null, '\n'],
  csv: [',', '\r\n'],
  tabs: ['\t', '\n'],
  tcl: [' ', '\n'],
  quote: [',', '\n'],
  ascii: ['\x1f', '\x1e'],
};

export function setMode(format: OutputFormat, mode: Mode): void {
  format.mode = mode === 'tabs' ? 'list' : mode === 'qbox' ? 'box' : mode;
  const [column, row] = SEPARATORS[mode] ?? [null, null];
  format.columnSeparator = column ?? format.columnSeparator;
  format.rowSeparator = row ?? format.rowSeparator;
  if (mode === 'column' && !format.isHeaderSet) format.showsHeader = true;
  if (['column', 'box', 'qbox', 'table', 'markdown'].includes(mode)) {
    Object.assign(format, { wrapColumns: WRAP_COLUMNS, wrapsWords: false, quotes: mode === 'qbox' });
  }
}
