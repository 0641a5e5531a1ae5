/** Which daemon and which runtime are to be used: what the config says, and where it says nothing, the person's settings. */
import type { Config } from '../config/config';

/** Empty where nothing is set. */
export interface DockerSetting {
  host: string;
  runtime: string;
}

export interface DaemonChoiceOptions {
  config: Pick<Config, 'dockerHost' | 'dockerRuntime'>;
  /** The person's settings now, and after each change; null where they are not for the engine. */
  watch: ((signal: AbortSignal) => AsyncIterable<DockerSetting>) | null;
  /** Another daemon or runtime is to be used from now on. */
  onChange: () => void;
}

export class DaemonChoice implements AsyncDisposable {
  readonly #config: DaemonChoiceOptions['config'];
  readonly #closing = new AbortController();
  #setting: DockerSetting = { host: '', runtime: '' };
  #following: Promise<void> = Promise.resolve();

  /** Settles when what is set at the start is known. */
  static async open({ config, watch, onChange }: DaemonChoiceOptions): Promise<DaemonChoice> {
    const choice = new DaemonChoice(config);
    if (!watch) return choice;
    await new Promise<void>((resolve) => {
      choice.#following = choice.#follow(watch, onChange, resolve).finally(resolve);
    });
    return choice;
  }

  private constructor(config: DaemonChoiceOptions['config']) {
    this.#config = config;
  }

  get host(): { address: string; source: string } {
    const { dockerHost } = this.#config;
    if (dockerHost !== '') return { address: dockerHost, source: 'the dockerHost setting' };
    return { address: this.#setting.host, source: 'the settings of the window' };
  }

  get runtime(): string {
    return this.#config.dockerRuntime || this.#setting.runtime;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    await this.#following;
  }

  async #follow(watch: NonNullable<DaemonChoiceOptions['watch']>, onChange: () => void, onKnown: () => void) {
    try {
      let used: string | null = null;
      for await (const setting of watch(this.#closing.signal)) {
        this.#setting = setting;
        const before: string | null = used;
        used = JSON.stringify([this.host.address, this.runtime]);
        if (before === null) onKnown();
        else if (used !== before) onChange();
      }
    } catch {
      // Settings that cannot be read are told in the window; the engine stays with what it has.
    }
  }
}
