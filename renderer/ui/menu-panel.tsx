/** What a menu's button opens. Who has chosen something is led on; who has not is still at the button. */
import { DropdownMenu } from 'radix-ui';
import type { ComponentProps, RefObject } from 'react';

export interface MenuPanelProps extends ComponentProps<typeof DropdownMenu.Content> {
  /** Where the focus goes when the menu has closed: set by what is chosen, and forgotten then. */
  next: RefObject<(() => void) | null>;
}

export function MenuPanel({ next, className = '', ...rest }: MenuPanelProps) {
  return (
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        className={`menu ${className}`.trim()}
        sideOffset={4}
        collisionPadding={8}
        onCloseAutoFocus={(event) => {
          const lead = next.current;
          next.current = null;
          if (!lead) return;
          event.preventDefault();
          lead();
        }}
        {...rest}
      />
    </DropdownMenu.Portal>
  );
}
