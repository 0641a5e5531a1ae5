/** Hands tabs to other people and takes theirs: links, Markdown, zips and folders. Nothing that comes is run. */
import { fragmentOf, readLink, writeLink } from '../../../contract/share-link';
import { writeZip } from '../../../contract/zip-files';
import { describeError } from '../../state/error-view';
import { selectRun, selectSpec, selectSpecs, selectWords } from '../../state/selectors';
import type { AppStore } from '../../state/store';
import { describeOutcome } from '../run/wording';
import type { TabController } from '../tabs/tab-controller';
import { download, nameDownload } from './download';
import { exportFolder } from './export-folder';
import { writeMarkdown } from './write-markdown';

export class ShareController {
  private opened: (name: string, tabId: string) => void = () => {};

  constructor(
    private readonly store: AppStore,
    private readonly tabs: TabController,
    /** What the newest run of a tab printed. */
    private readonly readOutput: (tabId: string) => string,
  ) {}

  async copyLink(tabId: string): Promise<void> {
    const tab = this.tabs.readPortable(tabId);
    if (!tab) return;
    const { share } = selectWords(this.store.getState());
    const written = writeLink(tab);
    if (written.kind === 'tooLong') this.warn(share.linkTooLong(written.characters));
    else await this.copy(written.link, share.linkCopied);
  }

  async copyMarkdown(tabId: string): Promise<void> {
    const tab = this.tabs.readPortable(tabId);
    if (!tab) return;
    const state = this.store.getState();
    const { share } = selectWords(state);
    const run = selectRun(state, tabId);
    const outcome = run.kind === 'finished' ? describeOutcome(run.outcome, run.metrics, selectWords(state)).text : '';
    const language = selectSpec(state, tab.spec)?.editor ?? '';
    const output = this.readOutput(tabId);
    await this.copy(writeMarkdown(tab, language, { output, outcome }, share.markdown), share.markdownCopied);
  }

  exportZip(tabId: string): void {
    const tab = this.tabs.readPortable(tabId);
    if (tab) download(nameDownload(tab.title, '.zip'), new Uint8Array(writeZip(tab.files)), 'application/zip');
  }

  /** The file that is shown. */
  exportFile(tabId: string): void {
    const shown = this.store.getState().tabs.find((tab) => tab.id === tabId)?.shown;
    const file = this.tabs.readPortable(tabId)?.files.find(({ path }) => path === shown);
    if (file) download(file.path.slice(file.path.lastIndexOf('/') + 1), file.content, 'text/plain;charset=utf-8');
  }

  async exportFolder(tabId: string): Promise<void> {
    const tab = this.tabs.readPortable(tabId);
    if (!tab) return;
    const { share } = selectWords(this.store.getState());
    try {
      const name = nameDownload(tab.title, '');
      const end = await exportFolder(name, tab.files);
      if (end === 'done') this.tell(share.folderWritten(name));
      else if (end === 'unavailable') this.warn(share.folderUnavailable);
      else if (end !== 'cancelled') this.warn(share.folderTaken(end.taken));
    } catch (error) {
      this.warn(share.folderFailed(error instanceof Error ? error.message : String(error)));
    }
  }

  /** Opens what a link carries as a tab, unrun; says what is wrong with it, or null. */
  openLink(text: string): string | null {
    const state = this.store.getState();
    const { share } = selectWords(state);
    const read = readLink(text);
    if (read.kind !== 'tab') return share.linkProblem[read.kind];
    const { spec: wanted } = read.tab;
    const spec = selectSpecs(state).find(({ id, aliases }) => id === wanted || aliases.includes(wanted));
    if (!spec) return share.linkLanguage(wanted);
    const title = read.tab.title === '' ? spec.title : read.tab.title;
    const tabId = this.tabs.openPortable({ ...read.tab, title }, spec.id, 'link');
    this.opened(title, tabId);
    this.store.setState({ announcement: share.fromLink });
    return null;
  }

  /** Tells that a link was opened, with the tab that it is. */
  onOpened(listener: (name: string, tabId: string) => void): void {
    this.opened = listener;
  }

  /** Opens the link in the page's own address, and takes it out of there. */
  openFragment(page: Window): void {
    const { hash, pathname, search } = page.location;
    if (!hash.startsWith(fragmentOf('runyard://'))) return;
    page.history.replaceState(null, '', `${pathname}${search}`);
    const problem = this.openLink(hash);
    if (problem !== null) this.warn(problem);
  }

  private async copy(text: string, done: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.tell(done);
    } catch (error) {
      this.warn(describeError(error, this.store.getState().words).message);
    }
  }

  private tell(done: string): void {
    this.store.setState({ done, announcement: done });
  }

  private warn(problem: string): void {
    this.store.setState({ notices: [problem] });
  }
}
