/** Where the shell's output goes: stdout, or a file in its place. It is gathered, and sent soon. */
import type { GuestHost } from '../runtime';
import { type ByteText, toBytes } from './byte-text';
import { SqlError } from './database';
import type { ScriptFiles } from './script-files';

const GATHERED_CHARACTERS = 16 * 1024;
const DISK_FULL = 13;
/** `.once` is for the next statement, or for the command after itself. */
const ONCE_USES = 2;

export class ShellOutput {
  readonly #host: GuestHost;
  readonly #files: ScriptFiles;
  #gathered = '';
  #file: { path: string; uses: number } | null = null;

  constructor(host: GuestHost, files: ScriptFiles) {
    this.#host = host;
    this.#files = files;
  }

  get name(): string {
    return this.#file?.path ?? 'stdout';
  }

  write(text: ByteText): void {
    this.#gathered += text;
    if (this.#gathered.length >= GATHERED_CHARACTERS) this.flush();
  }

  complain(text: ByteText): void {
    this.flush();
    this.#host.write('stderr', toBytes(`${text}\n`));
  }

  flush(): void {
    const text = this.#gathered;
    this.#gathered = '';
    if (text === '') return;
    if (!this.#file) this.#host.write('stdout', toBytes(text));
    else if (!this.#files.append(this.#file.path, text)) throw new SqlError(DISK_FULL, 'disk is full', 'step');
  }

  /** @param path empty: stdout */
  redirect(path: string, isOnce: boolean): void {
    this.flush();
    this.#file =
      path === '' || path === 'stdout' ? null : { path, uses: isOnce ? ONCE_USES : Number.POSITIVE_INFINITY };
    if (this.#file) this.#files.create(this.#file.path);
  }

  /** After each command, and with `isLast` after statements. */
  endUse(isLast: boolean): void {
    if (!this.#file || this.#file.uses === Number.POSITIVE_INFINITY) return;
    this.#file.uses = isLast ? 0 : this.#file.uses - 1;
    if (this.#file.uses === 0) this.redirect('', false);
  }
}
