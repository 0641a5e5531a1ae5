/** Test double of the settings: a file in memory. */
import {
  changeText,
  diffSettings,
  findJsonFault,
  type LoadedSettings,
  RunyardError,
  readSettings,
  type SettingsSave,
} from '../../contract';
import type { SettingsRoom } from './engine';
import { abortOf } from './fake-runs';

export class FakeSettings implements SettingsRoom {
  #text = '';
  readonly #watchers = new Set<() => void>();

  async load(): Promise<LoadedSettings> {
    return { ...readSettings(this.#text), file: '/data/settings.json', text: this.#text };
  }

  save({ from, to }: SettingsSave): Promise<LoadedSettings> {
    return this.saveText(changeText(this.#text, diffSettings(from, to), './settings.schema.json'));
  }

  async saveText(text: string): Promise<LoadedSettings> {
    if (findJsonFault(text)) {
      throw new RunyardError('SETTINGS_BROKEN', { message: 'This is no JSON.', remedy: 'Correct it.' });
    }
    this.#text = text;
    for (const wake of this.#watchers) wake();
    return this.load();
  }

  async *watch(signal: AbortSignal): AsyncGenerator<LoadedSettings, void, undefined> {
    const aborted = abortOf(signal);
    while (!signal.aborted) {
      let wake = () => {};
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      this.#watchers.add(wake);
      try {
        yield await this.load();
        await Promise.race([changed, aborted]);
      } finally {
        this.#watchers.delete(wake);
      }
    }
  }
}
