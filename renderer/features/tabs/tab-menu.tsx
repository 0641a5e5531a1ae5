/** The menu of a tab, under the right mouse button or the menu key. */
import { ContextMenu } from 'radix-ui';
import type { ReactElement } from 'react';
import { useKeys } from '../../app/use-keys';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { useWords } from '../../words/use-words';

export function TabMenu({ tabId, children }: { tabId: string; children: ReactElement }) {
  const { store, tabs, split } = useWorkbench();
  const words = useWords().split;
  const keysOf = useKeys();
  const isSplit = useApp((state) => state.beside !== null);
  const isActive = useApp((state) => state.activeTabId === tabId);
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content
          className="menu menu-plain"
          aria-label={words.tabMenu}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            // The field of the new title has the focus.
            if (store.getState().renamingTabId !== null) event.preventDefault();
          }}
        >
          <ContextMenu.Item className="menu-item" onSelect={() => split.openBeside(tabId)}>
            {isSplit && isActive ? words.swap : words.openBeside}
            {!isSplit && <kbd>{keysOf('splitView')}</kbd>}
          </ContextMenu.Item>
          {isSplit && (
            <ContextMenu.Item className="menu-item" onSelect={() => split.close()}>
              {words.close}
              <kbd>{keysOf('splitView')}</kbd>
            </ContextMenu.Item>
          )}
          <ContextMenu.Separator className="menu-separator" />
          <ContextMenu.Item className="menu-item" onSelect={() => tabs.beginRename(tabId)}>
            {words.rename}
            <kbd>{keysOf('renameTab')}</kbd>
          </ContextMenu.Item>
          <ContextMenu.Item className="menu-item" onSelect={() => tabs.close(tabId)}>
            {words.closeTab}
            <kbd>{keysOf('closeTab')}</kbd>
          </ContextMenu.Item>
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
