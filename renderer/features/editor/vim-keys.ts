/** Vim's keys in an editor, with the line that shows their mode and takes their commands. */
import { StatusBar, VimMode } from 'monaco-vim';
import { monaco } from './monaco-setup';

/** What Vim's commands ask of the window. */
export interface VimActs {
  /** `:w` */
  save(): void;
  /** `:q`; the history keeps the tab, so that it asks for no `!`. */
  close(): void;
  /** `:wq` and `:x` */
  saveAndClose(): void;
  /** `=` */
  format(): void;
}

/** Commands are of all editors at once, so each is found by the editor that it was given in. */
const actsOf = new WeakMap<object, VimActs>();

/** Its types leave out what is set on it later. */
interface VimCommands {
  defineEx(name: string, short: string, run: (keys: object) => void): void;
}

const commands = (VimMode as typeof VimMode & { readonly Vim: VimCommands }).Vim;
commands.defineEx('write', 'w', (keys) => actsOf.get(keys)?.save());
commands.defineEx('quit', 'q', (keys) => actsOf.get(keys)?.close());
commands.defineEx('wq', 'wq', (keys) => actsOf.get(keys)?.saveAndClose());
commands.defineEx('xit', 'x', (keys) => actsOf.get(keys)?.saveAndClose());

class VimAdapter extends VimMode {
  constructor(private readonly shown: monaco.editor.IStandaloneCodeEditor) {
    super(shown);
  }

  /** Its own asks for options by the numbers that they had in another Monaco. */
  override getConfiguration() {
    const { EditorOption } = monaco.editor;
    return {
      readOnly: this.shown.getOption(EditorOption.readOnly),
      viewInfo: { cursorWidth: this.shown.getOption(EditorOption.cursorWidth) },
      fontInfo: this.shown.getOption(EditorOption.fontInfo),
    };
  }

  override smartIndent(): void {
    actsOf.get(this)?.format();
  }
}

/** @param bar empty; shown while the keys are on */
export function turnVimOn(
  editor: monaco.editor.IStandaloneCodeEditor,
  bar: HTMLElement,
  acts: VimActs,
): monaco.IDisposable {
  const keys = new VimAdapter(editor);
  const { cursorBlinking = 'blink', cursorStyle = 'line', cursorWidth = 0 } = editor.getRawOptions();
  const status = new StatusBar(bar, editor);
  let typed = '';
  const show = (text: string): void => {
    typed = text;
    status.setKeyBuffer(text);
  };
  actsOf.set(keys, acts);
  keys.on('vim-mode-change', (mode: Parameters<StatusBar['setMode']>[0]) => status.setMode(mode));
  keys.on('vim-keypress', (key: string) => show(key === ':' ? '' : typed + key));
  keys.on('vim-command-done', () => show(''));
  status.toggleVisibility(true);
  keys.setStatusBar(status);
  keys.attach();
  return {
    dispose: () => {
      keys.dispose();
      status.toggleVisibility(false);
      status.clear();
      editor.updateOptions({ cursorBlinking, cursorStyle, cursorWidth });
    },
  };
}
