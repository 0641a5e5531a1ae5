/** The person's settings as Monaco's options. */
import type { Settings } from '../../../contract';
import { describeCodeFont } from '../../app/appearance';
import type { monaco } from './monaco-setup';

export function describeEditorOptions({
  editor,
}: Settings): monaco.editor.IEditorOptions & monaco.editor.IGlobalEditorOptions {
  const { family, sizePx, lineHeightPx } = describeCodeFont(editor);
  return {
    fontFamily: family,
    fontSize: sizePx,
    lineHeight: lineHeightPx,
    fontLigatures: editor.ligatures,
    tabSize: editor.tabSize,
    insertSpaces: editor.indentWith === 'spaces',
    wordWrap: editor.wordWrap ? 'on' : 'off',
  };
}
