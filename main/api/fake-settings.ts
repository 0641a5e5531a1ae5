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
import { FakeChanges } from './fake-changes';

export class FakeSettings implements SettingsRoom {
  #text = '';
  readonly #changes = new FakeChanges();

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
    this.#changes.tell();
    return this.load();
  }

  watch(signal: AbortSignal): AsyncGenerator<LoadedSettings, void, undefined> {
    return this.#changes.watch(() => this.load(), signal);
  }
}
