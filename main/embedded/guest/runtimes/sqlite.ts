/** SQLite, by sql.js's build of it, with a shell of ours that does what `sqlite3` does. */
import type { Runtime, RuntimeManifest } from '../runtime';
import { fromText } from '../sqlite/byte-text';
import { SqlError } from '../sqlite/database';
import { runCommand } from '../sqlite/dot-commands';
import { openEngine } from '../sqlite/engine';
import { Shell, ShellExit } from '../sqlite/shell';

export const manifest: RuntimeManifest = {
  id: 'sqlite',
  title: 'SQLite 3.54 (sql.js 1.16)',
  assets: { wasm: 'sql.js/dist/sql-wasm.wasm' },
  minMemoryBytes: 24 * 2 ** 20,
  overheadBytes: 64 * 2 ** 20,
};

const runtime: Runtime = {
  manifest,
  async start(host) {
    const shell = new Shell(await openEngine(host), host, runCommand);
    return {
      run({ files, entry }) {
        for (const { path, content } of files) shell.files.put(path, content);
        try {
          return shell.readScript(entry) ? 0 : 1;
        } catch (thrown) {
          if (thrown instanceof ShellExit) return thrown.code;
          shell.complain(`Error: ${thrown instanceof SqlError ? thrown.reason : fromText((thrown as Error).message)}`);
          return 1;
        }
      },
    };
  },
};
export default runtime;
