/** What is seldom needed: where the output stands, the theme, the keys. */
import { Check, Columns2, EllipsisVertical, Rows2 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ThemeChoice } from '../../contract';
import { pickFiles, pickFolder } from '../features/files/pick-files';
import { ShareMenu } from '../features/share/share-menu';
import { selectLayout } from '../state/selectors';
import { IconButton } from '../ui/icon-button';
import { useWords } from '../words/use-words';
import { turnLayout } from './commands';
import { useKeys } from './use-keys';
import { useApp, useWorkbench } from './workbench-context';

const themes: ReadonlyArray<{ value: ThemeChoice; label: string }> = [
  { value: 'system', label: 'As the system' },
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
  { value: 'contrast', label: 'High contrast' },
];

export function TopMenu() {
  const workbench = useWorkbench();
  const { store } = workbench;
  const keysOf = useKeys();
  const { share } = useWords();
  const layout = useApp(selectLayout);
  const theme = useApp((state) => state.settings.theme);
  return (
    <div className="top-menu">
      <IconButton
        icon={layout === 'beside' ? Rows2 : Columns2}
        label={layout === 'beside' ? 'Put output below' : 'Put output beside'}
        keys={keysOf('toggleLayout')}
        onClick={() => store.setState(turnLayout)}
      />
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="icon-button" aria-label="Menu">
          <EllipsisVertical size={16} aria-hidden="true" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
            <DropdownMenu.Label className="menu-label">Theme</DropdownMenu.Label>
            <DropdownMenu.RadioGroup value={theme} onValueChange={(value) => workbench.setTheme(value as ThemeChoice)}>
              {themes.map(({ value, label }) => (
                <DropdownMenu.RadioItem key={value} value={value} className="menu-item">
                  <DropdownMenu.ItemIndicator className="menu-check">
                    <Check size={14} aria-hidden="true" />
                  </DropdownMenu.ItemIndicator>
                  {label}
                </DropdownMenu.RadioItem>
              ))}
            </DropdownMenu.RadioGroup>
            <DropdownMenu.Separator className="menu-separator" />
            <DropdownMenu.Item className="menu-item" onSelect={() => store.setState({ activeDialog: 'languages' })}>
              Languages
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={() => store.setState({ activeDialog: 'history' })}>
              History of closed tabs
              <kbd>{keysOf('showHistory')}</kbd>
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={() => pickFolder(workbench)}>
              Open a copy of a folder …
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={() => pickFiles(workbench)}>
              {share.menu.openFiles}
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={() => store.setState({ activeDialog: 'openLink' })}>
              {share.menu.openLink}
            </DropdownMenu.Item>
            <ShareMenu />
            <DropdownMenu.Separator className="menu-separator" />
            <DropdownMenu.Item className="menu-item" onSelect={() => store.setState({ activeDialog: 'keys' })}>
              Keyboard shortcuts
              <kbd>{keysOf('showKeys')}</kbd>
            </DropdownMenu.Item>
            <DropdownMenu.Item className="menu-item" onSelect={() => store.setState({ activeDialog: 'doctor' })}>
              Docker doctor
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </div>
  );
}
