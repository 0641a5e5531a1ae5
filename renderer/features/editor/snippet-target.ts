/** Where snippets are put in: the editor that shows the tab, at its cursor. */

export class SnippetTarget {
  private readonly inserters = new Set<(tabId: string, snippet: string) => boolean>();

  /** @param insert says whether it shows the tab, and has put the snippet in */
  register(insert: (tabId: string, snippet: string) => boolean): () => void {
    this.inserters.add(insert);
    return () => this.inserters.delete(insert);
  }

  insert(tabId: string, snippet: string): void {
    for (const insert of this.inserters) if (insert(tabId, snippet)) return;
  }
}
