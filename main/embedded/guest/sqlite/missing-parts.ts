/** Tells that a script wants what the `sqlite3` program has and this build of SQLite has not. */
import type { GuestHost } from '../runtime';
import type { ByteText } from './byte-text';

const PARTS = [
  'fts5',
  'rtree',
  'geopoly',
  'dbstat',
  'generate_series',
  'regexp',
  'load_extension',
  'readfile',
  'writefile',
  'lsmode',
  'fsdir',
  'zipfile',
  'edit',
  'sha3',
  'sha3_query',
  'soundex',
  'ieee754',
  'decimal',
  'decimal_add',
  'decimal_sub',
  'decimal_mul',
  'decimal_cmp',
];

/** @param reason as SQLite words the error */
export function tellMissing(host: GuestHost, reason: ByteText): void {
  const name = /^no such (?:module|table|function): (\w+)$/.exec(reason)?.[1]?.toLowerCase() ?? '';
  if (PARTS.includes(name)) host.tellUnsupported('package', name);
}
