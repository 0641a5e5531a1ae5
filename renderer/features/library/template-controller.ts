/** The person's templates and snippets: kept by the engine, known to the window. */
import type { RunyardClient } from '../../../client/client';
import type { Template } from '../../../contract';
import type { PortableTab } from '../../../contract/portable-tab';
import { describeError } from '../../state/error-view';
import type { ErrorView } from '../../state/run-status';
import { selectSpec } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import type { SnippetTarget } from '../editor/snippet-target';
import type { TabController } from '../tabs/tab-controller';
import { readSnippet } from './snippet-text';

export class TemplateController {
  /** Counts what was asked for, so that a late answer does not overtake a newer one. */
  private asked = 0;

  constructor(
    private readonly client: RunyardClient,
    private readonly store: AppStore,
    private readonly tabs: TabController,
    private readonly snippets: SnippetTarget,
    private readonly createId: () => string,
  ) {}

  /** Also before a view of them opens: another window or program may have changed them. A connection that is lost is said by the banner. */
  async load(): Promise<void> {
    this.asked += 1;
    const turn = this.asked;
    try {
      const templates = await this.client.templates.list();
      if (turn === this.asked) this.store.setState({ templates });
    } catch (error) {
      const view = describeError(error, this.store.getState().words);
      if (view.code !== 'CONNECTION_LOST') this.notice(view);
    }
  }

  /** Asks for the name of a template that is made of the tab. */
  draftTemplate(tabId: string): void {
    const tab = this.tabs.readPortable(tabId);
    if (tab) this.draft({ id: this.createId(), kind: 'template', name: tab.title, tab });
  }

  /** Asks for the name of a snippet. */
  draftSnippet(tabId: string, snippet: string): void {
    const tab = this.tabs.readPortable(tabId);
    const spec = tab && selectSpec(this.store.getState(), tab.spec);
    if (!spec) return;
    this.draft({ id: this.createId(), kind: 'snippet', name: '', tab: wrapSnippet(spec.id, spec.file, snippet) });
  }

  /** Opens the dialog on a new one, or on one that is there. */
  draft(template: Template): void {
    this.store.setState({ activeDialog: 'template', templateDraft: template });
  }

  /** Says what is wrong, or null when it is kept. */
  async save(template: Template): Promise<string | null> {
    const { words } = this.store.getState();
    if (template.name.trim() === '') return words.library.nameMissing;
    try {
      await this.client.templates.save(template);
    } catch (error) {
      const { message, remedy } = describeError(error, this.store.getState().words);
      return `${message} ${remedy}`;
    }
    await this.load();
    const done = words.library.saved(template.name);
    this.store.setState({ done, announcement: done });
    return null;
  }

  /** Takes it away and offers it back. */
  async remove(template: Template): Promise<void> {
    await this.attempt(async () => {
      await this.client.templates.remove(template.id);
      this.store.setState({ undo: { kind: 'template', template } });
    });
    await this.load();
  }

  async restore(template: Template): Promise<void> {
    await this.attempt(() => this.client.templates.save(template));
    await this.load();
  }

  /** Opens a template as a tab, or puts a snippet in at the cursor. */
  use(template: Template): void {
    const { activeTabId } = this.store.getState();
    if (template.kind === 'template')
      this.tabs.openPortable({ ...template.tab, title: template.name }, template.tab.spec);
    else if (activeTabId !== null) this.snippets.insert(activeTabId, readSnippet(template));
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.notice(describeError(error, this.store.getState().words));
    }
  }

  private notice({ message, remedy }: ErrorView): void {
    this.store.setState({ notices: [`${message} ${remedy}`] });
  }
}

function wrapSnippet(spec: string, path: string, content: string): PortableTab {
  return { spec, title: '', files: [{ path, content }], entry: path, args: '', stdin: '' };
}
