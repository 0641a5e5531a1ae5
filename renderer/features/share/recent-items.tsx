/** What was opened lately, among the choices of a new tab. */
import { Command } from 'cmdk';
import { useEffect, useState } from 'react';
import type { RecentItem } from '../../../contract';
import { useWorkbench } from '../../app/workbench-context';
import { useWords } from '../../words/use-words';

export function RecentItems({ onClose }: { onClose: () => void }) {
  const { openings } = useWorkbench();
  const { library } = useWords();
  const [items, setItems] = useState<readonly RecentItem[]>([]);
  useEffect(() => {
    let isCurrent = true;
    openings.list().then(
      (found) => isCurrent && setItems(found),
      // The languages are there all the same.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [openings]);
  if (items.length === 0) return null;
  return (
    <Command.Group heading={library.recent} className="picker-group">
      {items.map((item) => (
        <Command.Item
          key={item.id}
          value={`recent ${item.id}`}
          keywords={[item.name]}
          className="picker-item"
          title={item.place ?? undefined}
          onSelect={() => {
            onClose();
            void openings.open(item.id);
          }}
        >
          <span className="picker-title">{item.name}</span>
          <span className="picker-place">{item.place}</span>
          <span className="picker-state">{library.source[item.source]}</span>
        </Command.Item>
      ))}
      <Command.Item
        value="recent clear"
        className="picker-item picker-quiet"
        onSelect={() => {
          setItems([]);
          void openings.clear();
        }}
      >
        {library.clearRecent}
      </Command.Item>
    </Command.Group>
  );
}
