/** What the editor's own menu has of the window's commands. */
import type { Words } from '../../words/words';
import type { monaco } from './monaco-setup';

const groups = { run: 'navigation', runSelection: 'navigation', format: '1_modification' } as const;

export type MenuActs = Record<keyof typeof groups, () => void>;

export function offerInMenu(
  editor: monaco.editor.IStandaloneCodeEditor,
  words: Words['commands'],
  acts: MenuActs,
): monaco.IDisposable {
  const ids = Object.keys(groups) as Array<keyof typeof groups>;
  const offered = ids.map((id, order) =>
    editor.addAction({
      id: `runyard.${id}`,
      label: words[id],
      contextMenuGroupId: groups[id],
      contextMenuOrder: order,
      run: () => acts[id](),
    }),
  );
  return { dispose: () => offered.forEach((action) => void action.dispose()) };
}
