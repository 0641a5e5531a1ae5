/** Brings the editor's code when the first editor is wanted; all editors share what it brings. */
import type { EditorSuite } from './editor-suite';

export class EditorLoader {
  private loading: Promise<EditorSuite> | null = null;
  private loaded: EditorSuite | null = null;

  constructor(private readonly create: () => Promise<EditorSuite>) {}

  load(): Promise<EditorSuite> {
    this.loading ??= this.create().then(
      (suite) => {
        this.loaded = suite;
        return suite;
      },
      (error: unknown) => {
        this.loading = null;
        throw error;
      },
    );
    return this.loading;
  }

  /** Settles when the code that is on its way, if any, has come or failed. */
  async settle(): Promise<void> {
    await this.loading?.catch(() => {});
  }

  dispose(): void {
    this.loaded?.dispose();
    this.loaded = null;
    this.loading = null;
  }
}
