/** Turns a tab between a whole program and a snippet, which the engine puts its language's boilerplate around. */
import type { Spec } from '../../../contract';
import { selectSnippet, selectSpec } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import { changeTab, type Tab } from '../../state/tabs';
import type { Documents } from '../editor/documents';

export class SnippetController {
  constructor(
    private readonly store: AppStore,
    private readonly documents: Documents,
  ) {}

  toggle(tabId: string): void {
    const state = this.store.getState();
    const tab = state.tabs.find((candidate) => candidate.id === tabId);
    const spec = selectSpec(state, tab?.specId);
    if (!tab || !spec) return;
    const { snippet } = state.words;
    const now = selectSnippet(state, tabId);
    if (now === 'impossible') {
      const announcement = spec.inline ? snippet.oneFileOnly : snippet.noTemplate(spec.title);
      this.store.setState({ announcement });
      return;
    }
    const form = now === 'on' ? 'program' : 'snippet';
    this.store.setState((current) => changeTab(current, tabId, { form }));
    this.exchangeExample(tab, spec, form);
    this.store.setState({ announcement: form === 'snippet' ? snippet.isOn(spec.title) : snippet.isOff });
  }

  /** An example that nobody has changed yet follows the form; what a person wrote is left alone. */
  private exchangeExample(tab: Tab, spec: Spec, form: Tab['form']): void {
    const whole = spec.examples[0]?.files[0]?.content;
    const short = spec.inline?.example;
    if (whole === undefined || short === undefined) return;
    const [from, to] = form === 'snippet' ? [whole, short] : [short, whole];
    if (this.documents.readText(tab.id, tab.entry) !== from) return;
    this.documents.replace(tab.id, tab.entry, to);
    this.documents.announceEdit(tab.id, tab.entry);
  }
}
