/** A folder of spec files, or a single one. */
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SpecProblem } from '../../contract';
import type { ReadSpecs, SpecSource } from './loaded-spec';
import { readSpecs } from './read-specs';
import { SPEC_BYTES_LIMIT } from './spec-bounds';

/** Files with a dot in front are editors' own. */
const SPEC_FILE = /^[^.].*\.(ya?ml|json)$/i;

/** Whether it is a problem that nothing is there. */
export type Absence = 'problem' | 'fine';

export class PathSource implements SpecSource {
  readonly #path: string;
  readonly #absence: Absence;

  constructor(path: string, absence: Absence = 'problem') {
    this.#path = path;
    this.#absence = absence;
  }

  async read(): Promise<ReadSpecs> {
    const read: ReadSpecs = { specs: [], problems: [] };
    for (const file of await this.#listFiles(read.problems)) {
      try {
        const { specs, problems } = readSpecs(file, await readBounded(file));
        read.specs.push(...specs);
        read.problems.push(...problems);
      } catch (error) {
        read.problems.push(unreadable(file, error));
      }
    }
    return read;
  }

  async mark(): Promise<string> {
    const files = await this.#listFiles([]);
    const marks = await Promise.all(files.map(async (file) => `${file} ${await markFile(file)}`));
    return marks.join('\n');
  }

  async isKnown(): Promise<boolean> {
    return true;
  }

  async #listFiles(problems: SpecProblem[]): Promise<string[]> {
    try {
      if (!(await stat(this.#path)).isDirectory()) return [this.#path];
      const names = await readdir(this.#path);
      return names
        .filter((name) => SPEC_FILE.test(name))
        .sort()
        .map((name) => join(this.#path, name));
    } catch (error) {
      if (this.#absence === 'problem' || readCode(error) !== 'ENOENT') problems.push(unreadable(this.#path, error));
      return [];
    }
  }
}

/** The time, size and number of the file: an editor that renames a new file into its place changes the number. */
async function markFile(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch (error) {
    return readCode(error);
  }
}

/** Throws rather than read a pipe, a device, or more than a spec file has. */
async function readBounded(path: string): Promise<string> {
  if (!(await stat(path)).isFile()) throw new Error('is no file');
  await using file: FileHandle = await open(path);
  const bytes = Buffer.alloc(SPEC_BYTES_LIMIT + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length);
    length += bytesRead;
    if (length > SPEC_BYTES_LIMIT) throw new Error(`is larger than ${SPEC_BYTES_LIMIT / 1024} KB`);
    if (bytesRead === 0) return bytes.toString('utf8', 0, length);
  }
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'it may not be read by you',
  EPERM: 'it may not be read by you',
};

function unreadable(file: string, error: unknown): SpecProblem {
  const message = `cannot be read: ${reasons[readCode(error)] ?? (error as Error).message}`;
  return { file, line: null, entry: null, message };
}

function readCode(error: unknown): string {
  return String((error as { code?: unknown }).code ?? '');
}
