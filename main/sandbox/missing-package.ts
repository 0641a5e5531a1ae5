/** Finds the package that a program wanted and did not find, in what its compiler or runtime said as it failed. */
import { toPlainLine } from './plain-line';
import { runWithin } from './timed-match';

/** Kept of the beginning and of the end each: compilers name it first, a trace names it last. */
const KEPT_CHARACTERS = 16 * 1024;
const LINE_CHARACTERS = 1000;
const NAME_CHARACTERS = 100;
/** Far more than honest patterns take; everybody waits for it. */
const MATCH_TIMEOUT_MS = 250;

/** What one phase printed, as far as it is read. */
export class MissingPackageReader {
  #head = '';
  #tail = '';

  /** @param patterns of the language, each with a group `name` */
  constructor(private readonly patterns: readonly string[]) {}

  write(text: string): void {
    if (this.patterns.length === 0) return;
    const room = KEPT_CHARACTERS - this.#head.length;
    this.#head += text.slice(0, room);
    if (text.length > room) this.#tail = (this.#tail + text.slice(room)).slice(-KEPT_CHARACTERS);
  }

  /** Null where none is named, or a pattern takes too long. */
  find(): string | null {
    if (this.#head === '') return null;
    const expressions = this.patterns.map((pattern) => new RegExp(pattern));
    const lines = (this.#head + this.#tail).split('\n').filter((line) => line.length <= LINE_CHARACTERS);
    const found = runWithin(() => findName(expressions, lines), MATCH_TIMEOUT_MS);
    return found.is === 'done' ? found.value : null;
  }
}

function findName(expressions: readonly RegExp[], lines: readonly string[]): string | null {
  for (const line of lines) {
    const plain = toPlainLine(line);
    for (const expression of expressions) {
      const name = expression.exec(plain)?.groups?.name;
      if (name) return name.slice(0, NAME_CHARACTERS);
    }
  }
  return null;
}

/** One sentence with its remedy. */
export function describeMissingPackage(name: string, language: string, providerId: string): string {
  return providerId === 'docker'
    ? `"${name}" is neither among your files nor in the Docker image of ${language}: packages come with the image, and "Packages" in README shows how to add one.`
    : `The embedded ${language} has no package "${name}": use what comes with the language, or Docker and an image that has it.`;
}
