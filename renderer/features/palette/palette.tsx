/** Every act of the window by its name: type, and Enter does it. */
import { Command } from 'cmdk';
import { ChevronRight } from 'lucide-react';
import { useRef, useState } from 'react';
import { useKeys } from '../../app/use-keys';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { Modal } from '../../ui/modal';
import { useWords } from '../../words/use-words';
import '../tabs/language-picker.css';
import './palette.css';
import { listEntries, type PaletteEntry, putRecentFirst, remember } from './palette-entries';
import { scoreTitle } from './score-title';

export function Palette({ onClose }: { onClose: () => void }) {
  const workbench = useWorkbench();
  const words = useWords();
  const [search, setSearch] = useState('');
  const chosen = useRef<PaletteEntry | null>(null);
  // As it was when the palette opened: what is under the person's eyes does not move.
  const [entries] = useState(() => {
    const state = workbench.store.getState();
    return putRecentFirst(listEntries(state), state.recentCommands);
  });
  const sorted = search.trim() === '' ? entries : sortByScore(entries, search);
  const choose = (entry: PaletteEntry): void => {
    chosen.current = entry;
    workbench.store.setState((state) => ({ recentCommands: remember(state.recentCommands, entry.id) }));
    onClose();
  };
  /** Not while the dialog holds the focus, which a command may take elsewhere. */
  const runChosen = (): void => chosen.current?.run(workbench);

  return (
    <Modal
      title={words.commands.showPalette}
      titleDisplay="hidden"
      className="picker palette"
      onClose={onClose}
      onClosed={runChosen}
    >
      <Command label={words.commands.showPalette} loop shouldFilter={false}>
        <div className="picker-search">
          <ChevronRight size={16} aria-hidden="true" />
          <Command.Input value={search} onValueChange={setSearch} placeholder={words.palette.search} autoFocus />
        </div>
        <Command.Empty className="picker-empty">{words.palette.empty}</Command.Empty>
        <Command.List className="picker-list" label={words.commands.showPalette}>
          {groupEntries(sorted).map(({ group, members }) => (
            <Command.Group
              key={group}
              className="palette-group"
              heading={
                group in words.palette.groups
                  ? words.palette.groups[group as 'recent']
                  : words.commandGroups[group as 'run']
              }
            >
              {members.map((entry) => (
                <EntryItem key={entry.id} entry={entry} onChoose={() => choose(entry)} />
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </Modal>
  );
}

function EntryItem({ entry, onChoose }: { entry: PaletteEntry; onChoose: () => void }) {
  const keysOf = useKeys();
  const language = useApp((state) => state.language);
  const keys = entry.command ? keysOf(entry.command.id) : undefined;
  return (
    <Command.Item
      value={entry.id}
      className="picker-item palette-item"
      disabled={entry.lack !== ''}
      onSelect={onChoose}
      lang={language}
    >
      <span className="picker-title">{entry.title}</span>
      {entry.lack !== '' && <span className="picker-state">{entry.lack}</span>}
      {entry.lack === '' && keys !== undefined && <kbd className="palette-keys">{keys}</kbd>}
    </Command.Item>
  );
}

function sortByScore(entries: PaletteEntry[], search: string): PaletteEntry[] {
  return entries
    .map((entry) => ({ entry, score: scoreTitle(entry.title, search) * (entry.lack === '' ? 1 : 0.5) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

/** A group stands where its best member does. */
function groupEntries(entries: PaletteEntry[]): Array<{ group: PaletteEntry['group']; members: PaletteEntry[] }> {
  const groups = new Map<PaletteEntry['group'], PaletteEntry[]>();
  for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
  return [...groups].map(([group, members]) => ({ group, members }));
}
