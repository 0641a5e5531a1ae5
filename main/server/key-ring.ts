/** The tokens that open the server, and whom each makes of its holder. */
import { matchesToken } from './token';

export class KeyRing {
  readonly #token: string;
  readonly #named: readonly [name: string, token: string][];

  /**
   * @param token everybody's
   * @param named tokens by the names of their holders
   */
  constructor(token: string, named: Readonly<Record<string, string>> = {}) {
    this.#token = token;
    this.#named = Object.entries(named);
  }

  /**
   * Compares with every token, so that the time tells nothing.
   * @returns the holder's name, empty for everybody's token; null for a token that is none
   */
  findHolder(offered: string | undefined): string | null {
    let holder = matchesToken(this.#token, offered) ? '' : null;
    for (const [name, token] of this.#named) if (matchesToken(token, offered)) holder = name;
    return holder;
  }
}
