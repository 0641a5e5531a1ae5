/** What is seldom needed: where the output stands, the theme, the keys. */
import { Check, Columns2, EllipsisVertical, Rows2, SquareSplitHorizontal } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ThemeChoice } from '../../contract';
import { pickFiles, pickFolder } from '../features/files/pick-files';
import { LibraryMenu } from '../features/library/library-menu';
import { ShareMenu } from '../features/share/share-menu';
import { selectLayout } from '../state/selectors';
import { IconButton } from '../ui/icon-button';
import { useWords } from '../words/use-words';
import { turnLayout } from './command-table/view-commands';
import { useKeys } from './use-keys';
import { useApp, useWorkbench } from './workbench-context';

const themes: readonly ThemeChoice[] = ['system', 'dark', 'light', 'contrast'];

export function TopMenu() {
  const workbench = useWorkbench();
  const { store } = workbench;
  const { window: words, share, split, commands } = useWords();
  const keysOf = useKeys();
  const layout = useApp(selectLayout);
  const isSplit = useApp((state) => state.beside !== null);
  const theme = useApp((state) => state.settings.theme);
  return (
    <div className="top-menu">
      <IconButton
        icon={SquareSplitHorizontal}
        label={isSplit ? split.close : split.open}
        keys={keysOf('splitView')}
        isPressed={isSplit}
        onClick={() => workbench.split.toggle()}
      />
      <IconButton
        icon={layout === 'beside' ? Rows2 : Columns2}
        label={layout === 'beside' ? words.outputBelow : words.outputBeside}
        keys={keysOf('toggleLayout')}
        onClick={() => store.setState(turnLayout)}
      />
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="icon-button" aria-label={words.menu}>
          <EllipsisVertical size={16} aria-hidden="true" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
            <DropdownMenu.Label className="menu-label">{words.theme}</DropdownMenu.Label>
            <DropdownMenu.RadioGroup value={theme} onValueChange={(value) => workbench.setTheme(value as ThemeChoice)}>
              {themes.map((value) => (
                <DropdownMenu.RadioItem key={value} value={value} className="menu-item">
                  <DropdownMenu.ItemIndicator className="menu-check">
                    <Check size={14} aria-hidden="true" />
                  </DropdownMenu.ItemIndicator>
                  {words.themes[value]}
                </DropdownMenu.RadioItem>
              ))}
            </DropdownMenu.RadioGroup>
            <DropdownMenu.Separator className="menu-separator" />
            <DropdownMenu.Item className="menu-item" onSelect={() => store.setState({ activeDialog: 'languages' })}>
              {words.languages}
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={() => store.setState({ activeDialog: 'history' })}>
              {words.historyOfTabs}
              <kbd>{keysOf('showHistory')}</kbd>
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={() => pickFolder(workbench)}>
              {words.openFolder}
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={() => pickFiles(workbench)}>
              {share.menu.openFiles}
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={() => store.setState({ activeDialog: 'openLink' })}>
              {share.menu.openLink}
            </DropdownMenu.Item>
            <ShareMenu />
            <LibraryMenu />
            <DropdownMenu.Separator className="menu-separator" />
            <DropdownMenu.Item className="menu-item" onSelect={() => store.setState({ activeDialog: 'palette' })}>
              {commands.showPalette}
              <kbd>{keysOf('showPalette')}</kbd>
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={() => store.setState({ activeDialog: 'settings' })}>
              {commands.showSettings}
              <kbd>{keysOf('showSettings')}</kbd>
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={() => store.setState({ activeDialog: 'keys' })}>
              {words.keys}
              <kbd>{keysOf('showKeys')}</kbd>
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={() => workbench.tour.begin()}>
              {commands.takeTour}
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={() => store.setState({ activeDialog: 'doctor' })}>
              {words.doctor}
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </div>
  );
}
