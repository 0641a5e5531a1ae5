/** SQLite, by sql.js's build of it, with a shell of ours that does what `sqlite3` does. */
import type { Runtime, RuntimeManifest } from '../runtime';
import { fromText } from '../sqlite/byte-text';
import { SqlError } from '../sqlite/database';
import { runCommand } from '../sqlite/dot-commands';
import { openEngine } from '../sqlite/engine';
import { ScriptFiles } from '../sqlite/script-files';
import { Shell, ShellExit } from '../sqlite/shell';
import { ShellOutput } from '../sqlite/shell-output';

export const manifest: RuntimeManifest = {
  id: 'sqlite',
  title: 'SQLite 3.54 (sql.js 1.16)',
  assets: { wasm: 'sql.js/dist/sql-wasm.wasm' },
  minMemoryBytes: 24 * 2 ** 20,
  overheadBytes: 160 * 2 ** 20,
};

const runtime: Runtime = {
  manifest,
  async start(host) {
    const scriptFiles = new ScriptFiles(host);
    const output = new ShellOutput(host, scriptFiles);
    const engine = await openEngine(host, () => output.flush());
    const shell = new Shell(engine, host, scriptFiles, output, runCommand);
    return {
      run({ files, entry }) {
        for (const { path, content } of files) scriptFiles.put(path, content);
        try {
          return shell.readScript(entry) ? 0 : 1;
        } catch (thrown) {
          if (thrown instanceof ShellExit) return thrown.code;
          shell.complain(`Error: ${thrown instanceof SqlError ? thrown.reason : fromText((thrown as Error).message)}`);
          return 1;
        } finally {
          output.flush();
        }
      },
    };
  },
};
export default runtime;
