/** Turns Vim's keys on and off in one editor as the settings say. Their code comes when they are first wanted. */
import type { AppStore } from '../../state/store';
import type { monaco } from './monaco-setup';
import type { VimActs } from './vim-keys';

export class EditorKeys {
  private vim: monaco.IDisposable | null = null;
  private state: 'open' | 'disposed' = 'open';
  private readonly stop: () => void;

  constructor(
    private readonly store: AppStore,
    private readonly editor: monaco.editor.IStandaloneCodeEditor,
    private readonly bar: HTMLElement,
    private readonly acts: VimActs,
    private readonly load: () => Promise<Pick<typeof import('./vim-keys'), 'turnVimOn'>> = () => import('./vim-keys'),
  ) {
    bar.addEventListener('focusin', this.nameField);
    this.stop = store.subscribe((state, before) => {
      if (state.settings.editor.keys !== before.settings.editor.keys) void this.follow();
    });
    void this.follow();
  }

  dispose(): void {
    this.state = 'disposed';
    this.stop();
    this.bar.removeEventListener('focusin', this.nameField);
    this.turnOff();
  }

  /** The field of `:` is made by Vim's own code, without a name. */
  private readonly nameField = ({ target }: FocusEvent): void => {
    if (target instanceof HTMLInputElement) target.ariaLabel = this.store.getState().words.editor.vimCommand;
  };

  private get isWanted(): boolean {
    return this.state === 'open' && this.store.getState().settings.editor.keys === 'vim';
  }

  private async follow(): Promise<void> {
    if (!this.isWanted) return this.turnOff();
    try {
      const { turnVimOn } = await this.load();
      if (this.isWanted) this.vim ??= turnVimOn(this.editor, this.bar, this.acts);
    } catch (error) {
      const { vimNotLoaded } = this.store.getState().words.editor;
      this.store.setState({ notices: [vimNotLoaded(error instanceof Error ? error.message : String(error))] });
    }
  }

  private turnOff(): void {
    this.vim?.dispose();
    this.vim = null;
  }
}
