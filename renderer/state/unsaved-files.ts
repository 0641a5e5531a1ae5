/** Which files have texts that the engine has not been given. */
import type { TabText } from '../../contract';
import type { Documents } from '../features/editor/documents';

export class UnsavedFiles {
  private readonly paths = new Map<string, Set<string>>();

  /** Texts of files that went before they were saved: the history has them as they were at the end. */
  private gone: TabText[] = [];

  add(tabId: string, path: string): void {
    const paths = this.paths.get(tabId) ?? new Set<string>();
    this.paths.set(tabId, paths.add(path));
  }

  has(tabId: string, path: string): boolean {
    return this.paths.get(tabId)?.has(path) ?? false;
  }

  /** For a file that goes. */
  keep(text: TabText): void {
    if (this.has(text.tabId, text.path)) this.gone.push(text);
  }

  /** The texts as they are now; `putBack` is for a save that failed. */
  take(documents: Documents): { texts: TabText[]; putBack: () => void } {
    const texts = [...this.paths].flatMap(([tabId, paths]) =>
      [...paths].flatMap((path) =>
        documents.has(tabId, path) ? [{ tabId, path, content: documents.readText(tabId, path) }] : [],
      ),
    );
    const gone = this.gone;
    this.gone = [];
    this.paths.clear();
    return {
      texts: [...gone, ...texts],
      putBack: () => {
        this.gone.unshift(...gone);
        for (const { tabId, path } of texts) this.add(tabId, path);
      },
    };
  }
}
