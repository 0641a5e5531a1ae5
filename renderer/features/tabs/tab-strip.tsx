/** The strip of language tabs: roving focus, drag or keys to reorder, double-click or F2 to rename. */
import { Plus } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useKeys } from '../../app/use-keys';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { IconButton } from '../../ui/icon-button';
import { useWords } from '../../words/use-words';
import { TabItem } from './tab-item';
import './tabs.css';

export function TabStrip() {
  const workbench = useWorkbench();
  const words = useWords().tabs;
  const keysOf = useKeys();
  const tabs = useApp((state) => state.tabs);
  const activeTabId = useApp((state) => state.activeTabId);
  const besideTabId = useApp((state) => state.beside?.tabId ?? null);
  const strip = useRef<HTMLDivElement>(null);
  const [draggedId, setDraggedId] = useState<string | null>(null);

  useEffect(
    () =>
      workbench.regions.register('tabs', () =>
        strip.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus(),
      ),
    [workbench],
  );
  const place = tabs.findIndex(({ id }) => id === activeTabId);
  useEffect(() => {
    const list = strip.current;
    const active = place === -1 ? null : list?.querySelector(`[data-tab="${activeTabId}"]`);
    if (!list || !active) return;
    const bringIntoView = (): void => active.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    bringIntoView();
    const observer = new ResizeObserver(bringIntoView);
    observer.observe(list);
    // Another name makes it wider.
    observer.observe(active);
    return () => observer.disconnect();
  }, [activeTabId, place]);

  const focusTab = (index: number): void => {
    const tab = tabs[(index + tabs.length) % tabs.length];
    if (!tab) return;
    workbench.tabs.activate(tab.id);
    strip.current?.querySelector<HTMLElement>(`[data-tab="${tab.id}"]`)?.focus();
  };
  const handleKey = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement) return;
    const index = tabs.findIndex((tab) => tab.id === activeTabId);
    if (event.key === 'ArrowRight') focusTab(index + 1);
    else if (event.key === 'ArrowLeft') focusTab(index - 1);
    else if (event.key === 'Home') focusTab(0);
    else if (event.key === 'End') focusTab(tabs.length - 1);
    else if (event.key === 'Delete' && activeTabId !== null) workbench.tabs.close(activeTabId);
    else if ((event.key === 'Enter' || event.key === ' ') && activeTabId !== null) workbench.regions.focus('editor');
    else return;
    event.preventDefault();
  };
  const handleDragOver = (event: DragEvent): void => {
    if (draggedId === null) return;
    event.preventDefault();
    const over = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-tab]') : null;
    const target = tabs.findIndex((tab) => tab.id === over?.dataset.tab);
    const source = tabs.findIndex((tab) => tab.id === draggedId);
    if (!over || target === -1 || target === source) return;
    // Past the middle of the neighbour, so that tabs of unequal width do not swap to and fro.
    const box = over.getBoundingClientRect();
    const isPast =
      target > source ? event.clientX > box.left + box.width / 2 : event.clientX < box.left + box.width / 2;
    if (isPast) workbench.tabs.move(draggedId, target);
  };

  return (
    <div className="tab-strip" data-region="tabs">
      <div
        ref={strip}
        className="tab-list"
        role="tablist"
        aria-label={words.strip}
        onKeyDown={handleKey}
        onDragOver={handleDragOver}
        onDrop={(event) => event.preventDefault()}
        onWheel={(event) => {
          if (event.deltaX === 0) strip.current?.scrollBy({ left: event.deltaY });
        }}
      >
        {tabs.map((tab) => (
          <TabItem
            key={tab.id}
            tab={tab}
            isActive={tab.id === activeTabId}
            isBeside={tab.id === besideTabId}
            isDragged={tab.id === draggedId}
            onDragStart={() => setDraggedId(tab.id)}
            onDragEnd={() => setDraggedId(null)}
          />
        ))}
      </div>
      <IconButton
        icon={Plus}
        label={words.newTab}
        keys={keysOf('newTab')}
        onClick={() => workbench.store.setState({ activeDialog: 'newTab' })}
      />
    </div>
  );
}
