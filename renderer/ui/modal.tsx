/** A dialog with a title, a way out, and the focus kept inside. */
import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useWords } from '../words/use-words';
import { useReturnFocus } from './return-focus';

export interface ModalProps {
  title: string;
  /** One sentence under the title. */
  description?: string;
  /** Only told to screen readers where the dialog shows what it is. */
  titleDisplay?: 'shown' | 'hidden';
  className?: string;
  onClose: () => void;
  /** `kept`: something within takes Escape for itself. */
  escapeKey?: 'closes' | 'kept';
  /** Called when the dialog is gone and the focus is back where it was. */
  onClosed?: () => void;
  children: ReactNode;
}

export function Modal({
  title,
  description,
  titleDisplay = 'shown',
  className = '',
  onClose,
  escapeKey = 'closes',
  onClosed,
  children,
}: ModalProps) {
  const words = useWords().actions;
  const returnFocus = useReturnFocus();
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="modal-overlay" />
        <Dialog.Content
          className={`modal ${className}`}
          onEscapeKeyDown={(event) => escapeKey === 'kept' && event.preventDefault()}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            returnFocus();
            onClosed?.();
          }}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
        >
          <div className={titleDisplay === 'hidden' ? 'visually-hidden' : 'modal-head'}>
            <Dialog.Title className="modal-title">{title}</Dialog.Title>
            {titleDisplay === 'shown' && (
              <Dialog.Close className="icon-button" aria-label={words.close}>
                <X size={16} aria-hidden="true" />
              </Dialog.Close>
            )}
          </div>
          {description !== undefined && (
            <Dialog.Description className="modal-description">{description}</Dialog.Description>
          )}
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
