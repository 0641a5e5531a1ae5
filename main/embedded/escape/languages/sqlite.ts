/** What an SQL script may try. */
import type { Target } from '../scene';
import type { Program } from './program';

export function listSqlitePrograms({ canaryPath, openFolder }: Target): Program[] {
  const made = `${openFolder}/made`;
  const statements = [
    `ATTACH '${canaryPath}' AS canary; SELECT 'GOT', * FROM canary.sqlite_master;`,
    `ATTACH 'file:${canaryPath}?mode=ro&immutable=1&vfs=unix' AS canary; SELECT 'GOT', * FROM canary.sqlite_master;`,
    `ATTACH '${made}' AS made; CREATE TABLE made.t (x); INSERT INTO made.t VALUES (1);`,
    `VACUUM INTO '${made}';`,
    `SELECT 'GOT', readfile('${canaryPath}');`,
    `SELECT 'GOT', writefile('${made}', 'x');`,
    `SELECT 'GOT', load_extension('${canaryPath}');`,
    `SELECT 'GOT', edit('x', 'cat ${canaryPath}');`,
    `SELECT 'GOT', * FROM zipfile('${canaryPath}');`,
    `SELECT 'GOT', * FROM fsdir('/');`,
    `CREATE VIRTUAL TABLE v USING csv(filename='${canaryPath}'); SELECT 'GOT', * FROM v;`,
    `SELECT 'GOT', fts3_tokenizer('simple', x'0102030405060708');`,
    "PRAGMA writable_schema = on; UPDATE sqlite_master SET sql = 'CREATE TABLE x (y)';",
    `PRAGMA temp_store_directory = '${openFolder}';`,
    `PRAGMA data_store_directory = '${openFolder}';`,
    `.read ${canaryPath}`,
    `.import ${canaryPath} t`,
    `.shell cat ${canaryPath}; touch ${made}`,
    `.system cat ${canaryPath}`,
    `.read |cat ${canaryPath}`,
    `.import '|cat ${canaryPath}' t`,
    `.output ${made}\nSELECT 'x';`,
    `.once ${made}\nSELECT 'x';`,
    `.output |touch ${made}\nSELECT 'x';`,
    `.log ${made}`,
    `.backup ${made}`,
    `.save ${made}`,
    `.load ${canaryPath}`,
    `.archive -c -f ${made}`,
    `.cd /`,
    `.open ${canaryPath}\nSELECT 'GOT', * FROM sqlite_master;`,
  ];
  return [
    // An error ends a script, so each is one.
    ...statements.map((text) => ({
      name: text.replaceAll(canaryPath, '/FILE').replaceAll(openFolder, '/FOLDER'),
      text: `${text}\n`,
      isFatal: true,
    })),
    { name: 'deep expressions', isFatal: true, text: `SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)};\n` },
    {
      name: 'a broken schema',
      isFatal: true,
      text: "CREATE TABLE t (a); PRAGMA writable_schema = on; UPDATE sqlite_master SET rootpage = 999999, sql = 'CREATE TABLE t (a, b, c)'; PRAGMA writable_schema = reset; SELECT * FROM t; INSERT INTO t VALUES (1, 2, 3);\n",
    },
  ];
}
