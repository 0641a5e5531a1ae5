/** Where the focus goes when a dialog is gone: back to what it was opened from, or on to the editor. */
import { useState } from 'react';
import { useWorkbench } from '../app/workbench-context';

/** To be called where the dialog is first drawn; the returned function, when it is gone. */
export function useReturnFocus(): () => void {
  const { store, regions } = useWorkbench();
  const [origin] = useState(() => ({ element: findOrigin(), tabId: store.getState().activeTabId }));
  return () => {
    // What the dialog was used for may have taken the focus already.
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const isSameTab = store.getState().activeTabId === origin.tabId;
    if (isSameTab && origin.element?.isConnected) origin.element.focus();
    else regions.focus('editor');
  };
}

/** A menu goes as soon as something in it is chosen: its button stands for it. */
function findOrigin(): HTMLElement | null {
  const { activeElement } = document;
  const menu = activeElement?.closest('[role="menu"]');
  const element = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : activeElement;
  return element instanceof HTMLElement && element !== document.body ? element : null;
}
