/** Formats the files of tabs. A text that was edited meanwhile is left as it is. */
import type { RunyardClient } from '../../../client/client';
import type { Formatter, Spec } from '../../../contract';
import { describeError } from '../../state/error-view';
import { selectSpec } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import type { Documents } from '../editor/documents';
import { chooseFormatter } from './choose-formatter';
import type { Formatted } from './formatted';
import { findEdits } from './minimal-edits';
import type { PrettierFormatter } from './prettier-formatter';
import { formatInSandbox } from './sandbox-formatter';

/** With a save nothing is said of a file that nothing formats, nor of success. */
export type FormatOccasion = 'asked' | 'save';

export class FormatController {
  /** Files that are being formatted. */
  private readonly busy = new Set<string>();
  private said: string | null = null;

  constructor(
    private readonly client: Pick<RunyardClient, 'run'>,
    private readonly store: AppStore,
    private readonly documents: Documents,
    private readonly prettier: Pick<PrettierFormatter, 'format' | 'dispose'>,
  ) {}

  /** The file of the tab that is shown. Never rejects. */
  async format(tabId: string, occasion: FormatOccasion = 'asked'): Promise<void> {
    const state = this.store.getState();
    const tab = state.tabs.find(({ id }) => id === tabId);
    if (!tab) return;
    const { shown: path } = tab;
    const spec = selectSpec(state, tab.specId) ?? null;
    const formatter = chooseFormatter(spec, path);
    const key = `${tabId} ${path}`;
    if (!formatter) {
      if (occasion === 'asked') this.warn(state.words.format.nothingFor(path));
      return;
    }
    if (this.busy.has(key)) return;
    this.busy.add(key);
    try {
      const text = this.documents.readText(tabId, path);
      const formatted = await this.ask(formatter, spec, path, text);
      this.take(tabId, path, text, formatted, occasion);
    } finally {
      this.busy.delete(key);
    }
  }

  dispose(): void {
    this.prettier.dispose();
  }

  private async ask(formatter: Formatter, spec: Spec | null, path: string, text: string): Promise<Formatted> {
    const { words, settings } = this.store.getState();
    try {
      if ('command' in formatter && spec) {
        return await formatInSandbox(this.client, { spec, command: formatter.command, path, text, words });
      }
      if ('command' in formatter) return { kind: 'failed', reason: words.format.nothingFor(path) };
      const { tabSize, indentWith } = settings.editor;
      const answer = await this.prettier.format({
        text,
        parser: formatter.parser,
        tabWidth: tabSize,
        useTabs: indentWith === 'tabs',
      });
      return answer ?? { kind: 'failed', reason: words.format.tookTooLong };
    } catch (error) {
      const { message, remedy } = describeError(error, words);
      return { kind: 'failed', reason: `${message} ${remedy}` };
    }
  }

  private take(tabId: string, path: string, before: string, formatted: Formatted, occasion: FormatOccasion): void {
    const { format } = this.store.getState().words;
    if (formatted.kind === 'failed') this.warn(format.failed(path, formatted.reason));
    if (formatted.kind === 'refused') this.warn(format.refused(path, formatted.message, formatted.at));
    if (formatted.kind !== 'formatted' || !this.documents.has(tabId, path)) return;
    if (this.documents.readText(tabId, path) !== before) {
      this.tell(format.overtaken(path));
      return;
    }
    this.forgetWarning();
    const edits = findEdits(before, formatted.text);
    if (edits.length > 0) this.documents.edit(tabId, path, edits, formatted.text);
    if (occasion === 'asked') this.tell(edits.length > 0 ? format.done(path) : format.alreadyDone(path));
  }

  private tell(text: string): void {
    this.store.setState({ announcement: text, done: text });
  }

  private warn(text: string): void {
    this.said = text;
    this.store.setState({ notices: [text] });
  }

  /** It is right again. */
  private forgetWarning(): void {
    const { said } = this;
    this.said = null;
    this.store.setState(({ notices }) => (said !== null && notices.includes(said) ? { notices: [] } : {}));
  }
}
