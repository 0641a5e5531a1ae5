/** The job's files, and what the script writes beside them. */
import type { GuestHost } from '../runtime';
import { type ByteText, fromBytes, fromText } from './byte-text';

const WORK_FOLDER = '/work';

export class ScriptFiles {
  readonly #files = new Map<string, ByteText>();
  readonly #host: GuestHost;
  #bytes = 0;

  constructor(host: GuestHost) {
    this.#host = host;
  }

  put(path: string, content: string): void {
    this.#files.set(resolvePath(path), fromText(content));
  }

  /** Undefined where there is no such file. */
  read(path: string): ByteText | undefined {
    return path === '/dev/stdin' || path === '-' ? this.#readInput() : this.#files.get(resolvePath(path));
  }

  /** @returns false where there is no room */
  append(path: string, text: ByteText): boolean {
    this.#bytes += text.length;
    if (this.#bytes > this.#host.memoryLimitBytes) return false;
    this.#files.set(resolvePath(path), (this.#files.get(resolvePath(path)) ?? '') + text);
    return true;
  }

  create(path: string): void {
    this.#files.set(resolvePath(path), '');
  }

  #readInput(): ByteText {
    let all = '';
    for (let chunk = this.#host.readInput(); chunk; chunk = this.#host.readInput()) all += fromBytes(chunk);
    return all;
  }
}

function resolvePath(path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${WORK_FOLDER}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
