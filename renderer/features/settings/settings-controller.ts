/** The person's settings: applied at once, saved, and followed when another program or window changes them. */
import type { RunyardClient } from '../../../client/client';
import { changeSettings, diffSettings, type LoadedSettings, type Settings, type ThemeChoice } from '../../../contract';
import { chooseLanguage } from '../../../contract/words-language';
import { describeError } from '../../state/error-view';
import { keepFollowing } from '../../state/keep-following';
import type { AppStore } from '../../state/store';
import { findWords } from '../../words/words';

export class SettingsController {
  /** As the engine told them last. What differs from it in the store is still to be saved. */
  private known: Settings;
  private saving: Promise<void> | null = null;
  private readonly ending = new AbortController();

  constructor(
    private readonly client: RunyardClient,
    private readonly store: AppStore,
    private readonly systemLanguages: () => readonly string[],
  ) {
    this.known = store.getState().settings;
  }

  /** Settles when the settings are in force, or cannot be had. */
  async load(): Promise<void> {
    try {
      this.take(await this.client.settings.load());
    } catch (error) {
      this.store.setState({
        settingsFile: { kind: 'failed', error: describeError(error, this.store.getState().words) },
      });
    }
    void keepFollowing(this.client.settings.watch, this.ending.signal, (loaded) => {
      // What is being saved is told by the save itself.
      if (!this.saving) this.take(loaded);
    });
  }

  /** Settles when it is saved; a failure is shown. */
  async change(change: (settings: Settings) => Settings): Promise<void> {
    this.apply(change(this.store.getState().settings));
    this.saving ??= this.save('refuse').finally(() => (this.saving = null));
    await this.saving;
  }

  /** Puts a new file in the place of one that is broken, which is kept under another name. */
  async replaceBroken(): Promise<void> {
    await this.saving;
    await this.save('setAside');
  }

  /** @throws RunyardError `SETTINGS_BROKEN` for a text that is no JSON, `SETTINGS_FAILED` */
  async saveText(text: string): Promise<void> {
    this.take(await this.client.settings.saveText(text));
  }

  /** The theme that an earlier Runyard kept elsewhere, where none was chosen since. */
  takeOverTheme(former: ThemeChoice | undefined): void {
    const { settings, settingsFile } = this.store.getState();
    if (former === undefined || former === 'system' || settings.theme !== 'system') return;
    if (settingsFile.kind === 'ready') void this.change((now) => ({ ...now, theme: former }));
  }

  dispose(): void {
    this.ending.abort();
  }

  private async save(broken: 'refuse' | 'setAside'): Promise<void> {
    do {
      const { settings: to } = this.store.getState();
      try {
        this.take(await this.client.settings.save({ from: this.known, to, broken }), to);
      } catch (error) {
        this.store.setState({ settingsProblem: describeError(error, this.store.getState().words) });
        return;
      }
    } while (diffSettings(this.known, this.store.getState().settings).length > 0);
  }

  /** @param since what had been set here when these were asked for; what was set after it stays in force */
  private take({ settings, ...file }: LoadedSettings, since = this.known): void {
    const later = diffSettings(since, this.store.getState().settings);
    this.known = settings;
    this.store.setState({ settingsFile: { kind: 'ready', ...file }, settingsProblem: null });
    this.apply(changeSettings(settings, later));
  }

  private apply(settings: Settings): void {
    const language = chooseLanguage(settings.language, this.systemLanguages());
    this.store.setState((state) => ({
      ...(diffSettings(state.settings, settings).length === 0 ? {} : { settings }),
      ...(state.language === language ? {} : { language, words: findWords(language) }),
    }));
  }
}
