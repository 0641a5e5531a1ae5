/** The person's settings: applied at once, saved, and followed when another program or window changes them. */
import type { RunyardClient } from '../../../client/client';
import { changeSettings, diffSettings, type LoadedSettings, type Settings, type ThemeChoice } from '../../../contract';
import { chooseLanguage } from '../../../contract/words-language';
import { describeError } from '../../state/error-view';
import type { AppStore } from '../../state/store';
import { findWords } from '../../words/words';

const RECONNECT_DELAY_MS = 3000;

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
    void this.follow();
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

  private async follow(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      try {
        // What is being saved is told by the save itself.
        for await (const loaded of this.client.settings.watch({ signal })) if (!this.saving) this.take(loaded);
        return;
      } catch {
        // A lost connection is told by the engine's status, and comes back.
        await pause(RECONNECT_DELAY_MS, signal);
      }
    }
  }
}

/** Settles after the time, or when the signal aborts. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((settle) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      settle();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
