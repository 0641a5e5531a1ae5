/** How far a build is, out of what apt and dpkg print. */

/** Shares of a build's time. Measured: builds of the first set from a mirror nearby. */
const UPDATED = 0.1;
const DOWNLOADED = 0.45;
const UNPACKED = 0.75;
const CONFIGURED = 0.95;

/** Takes the build's output line by line; the fraction never goes down and never reaches 1. */
export class BuildProgress {
  #fraction = 0;
  #message = 'Preparing';
  #packages = 0;
  #downloaded = 0;
  #unpacked = 0;
  #configured = 0;
  /** Package lists that apt has fetched are told in the same words as packages. */
  #state: 'lists' | 'packages' = 'lists';

  get fraction(): number {
    return this.#fraction;
  }

  get message(): string {
    return this.#message;
  }

  /** Returns whether it told something new. */
  take(line: string): boolean {
    const counted = /^\d+ upgraded, (\d+) newly installed/.exec(line);
    if (counted) {
      this.#state = 'packages';
      this.#packages = Math.max(1, Number(counted[1]));
      return this.#set(UPDATED, 'Downloading packages');
    }
    if (this.#state === 'lists') {
      if (/^(Get|Hit):\d+ /.test(line)) return this.#set(UPDATED / 2, 'Reading package lists');
      return false;
    }
    const fetched = /^Get:\d+ \S+ \S+ \S+ (\S+)/.exec(line);
    if (fetched) {
      const share = ++this.#downloaded / this.#packages;
      return this.#set(UPDATED + share * (DOWNLOADED - UPDATED), `Downloading ${fetched[1]}`);
    }
    const unpacked = /^Unpacking (\S+)/.exec(line);
    if (unpacked) {
      const share = ++this.#unpacked / this.#packages;
      return this.#set(DOWNLOADED + share * (UNPACKED - DOWNLOADED), `Unpacking ${unpacked[1]}`);
    }
    const configured = /^Setting up (\S+)/.exec(line);
    if (configured) {
      const share = ++this.#configured / this.#packages;
      return this.#set(UNPACKED + share * (CONFIGURED - UNPACKED), `Setting up ${configured[1]}`);
    }
    return false;
  }

  /** The packages are there; the recipe's own setup is next. */
  finishPackages(): void {
    this.#set(CONFIGURED, 'Finishing');
  }

  #set(fraction: number, message: string): boolean {
    this.#fraction = Math.max(this.#fraction, Math.min(fraction, CONFIGURED));
    this.#message = message;
    return true;
  }
}
