/** The `runyard` command, built alone: started from its source it would take seconds at each call. */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';

const exec = promisify(execFile);

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

export interface BuiltCommand extends AsyncDisposable {
  /** For `process.execPath`. */
  file: string;
  /** To its end, with this environment and nothing else. */
  run(args: readonly string[], env: Record<string, string | undefined>): Promise<Ended>;
}

/** Two below the root, as the command expects of itself. */
export async function buildCommand(): Promise<BuiltCommand> {
  const outDir = resolve('out', `command-${process.pid}-${Date.now().toString(36)}`);
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: resolve('main/cli/main.ts'),
      outDir,
      target: 'node20',
      rollupOptions: { output: { format: 'es', entryFileNames: 'runyard.js', chunkFileNames: '[name]-[hash].js' } },
    },
  });
  const file = join(outDir, 'runyard.js');
  return {
    file,
    async run(args, env) {
      try {
        return { code: 0, ...(await exec(process.execPath, [file, ...args], { env })) };
      } catch (error) {
        const { code, stdout, stderr } = error as Ended;
        return { code, stdout, stderr };
      }
    },
    [Symbol.asyncDispose]: () => rm(outDir, { recursive: true, force: true }),
  };
}
