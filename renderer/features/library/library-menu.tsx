/** Saving and using templates and snippets, as a part of the menu. */
import { ChevronRight } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { useWords } from '../../words/use-words';

export function LibraryMenu() {
  const workbench = useWorkbench();
  const { store, templates } = workbench;
  const { menu, title } = useWords().library;
  const tabId = useApp((state) => state.activeTabId);
  const items: ReadonlyArray<[string, () => void]> = [
    ...(tabId === null
      ? []
      : ([
          [menu.saveTemplate, () => templates.draftTemplate(tabId)],
          [menu.saveSnippet, () => templates.draftSnippet(tabId, workbench.readSelectedCode(tabId))],
          [menu.insertSnippet, () => store.setState({ activeDialog: 'snippets' })],
        ] satisfies Array<[string, () => void]>)),
    [menu.library, () => store.setState({ activeDialog: 'library' })],
  ];
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className="menu-item">
        {title}
        <ChevronRight size={14} aria-hidden="true" />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className="menu" collisionPadding={8}>
          {items.map(([label, act]) => (
            <DropdownMenu.Item key={label} className="menu-item" onSelect={act}>
              {label}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}
