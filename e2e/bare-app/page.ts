/** One Monaco editor and nothing else. */
import { monaco } from '../../renderer/features/editor/monaco-setup';

const editor = monaco.editor.create(document.getElementById('editor')!, {
  value: '',
  language: 'python',
  automaticLayout: true,
});
editor.focus();
// For whoever measures it.
Object.assign(globalThis, { editor });
