/** The ways out of the window for the active tab, as a part of the menu. */
import { ChevronRight } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { useWords } from '../../words/use-words';

export function ShareMenu() {
  const { share: controller } = useWorkbench();
  const { menu } = useWords().share;
  const tabId = useApp((state) => state.activeTabId);
  if (tabId === null) return null;
  const items: ReadonlyArray<[string, () => unknown]> = [
    [menu.copyLink, () => controller.copyLink(tabId)],
    [menu.copyMarkdown, () => controller.copyMarkdown(tabId)],
    [menu.exportFile, () => controller.exportFile(tabId)],
    [menu.exportZip, () => controller.exportZip(tabId)],
    [menu.exportFolder, () => controller.exportFolder(tabId)],
  ];
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className="menu-item">
        {menu.share}
        <ChevronRight size={14} aria-hidden="true" />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className="menu" collisionPadding={8}>
          {items.map(([label, act]) => (
            <DropdownMenu.Item key={label} className="menu-item" onSelect={() => void act()}>
              {label}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}
