/** A small button that shows an icon and says its name in a tooltip, with its keys. */
import type { LucideIcon } from 'lucide-react';
import { Tooltip } from 'radix-ui';
import type { Ref } from 'react';

export interface IconButtonProps {
  icon: LucideIcon;
  label: string;
  keys?: string | undefined;
  /** For a button that stays in or out. */
  isPressed?: boolean;
  isDisabled?: boolean;
  onClick: () => void;
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon: Icon, label, keys, isPressed, isDisabled = false, onClick, ref }: IconButtonProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button
          ref={ref}
          type="button"
          className="icon-button"
          aria-label={label}
          aria-pressed={isPressed}
          disabled={isDisabled}
          onClick={onClick}
        >
          <Icon size={16} aria-hidden="true" />
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="tooltip" sideOffset={4} collisionPadding={8}>
          {label}
          {keys && <kbd>{keys}</kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
