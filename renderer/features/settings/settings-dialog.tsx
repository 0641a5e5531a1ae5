/** The settings as a form in sections, with the keys of commands and the file itself. */
import { Search } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { useState } from 'react';
import { defaultSettings, type SettingKey, type Settings } from '../../../contract';
import { type Command, commands } from '../../app/commands';
import { useWorkbench } from '../../app/workbench-context';
import { Modal } from '../../ui/modal';
import { useWords } from '../../words/use-words';
import type { Words } from '../../words/words';
import { KeysSection } from './keys-section';
import { sections } from './setting-controls';
import { SettingRow } from './setting-row';
import './settings.css';
import { SettingsText } from './settings-text';

export type DialogSection = keyof typeof sections | 'keys' | 'text';

/** What was reset last, to take it back. */
interface Reset {
  words: string;
  before: Settings;
}

const order: readonly DialogSection[] = ['appearance', 'editor', 'running', 'keys', 'text'];

export function SettingsDialog({ section, onClose }: { section: DialogSection; onClose: () => void }) {
  const { store, settings } = useWorkbench();
  const words = useWords();
  const [shown, setShown] = useState<DialogSection>(section);
  const [search, setSearch] = useState('');
  const [reset, setReset] = useState<Reset | null>(null);
  const [isRecording, setRecording] = useState(false);
  const noteReset = (text: string): void => setReset({ words: text, before: store.getState().settings });
  const rowsOf = (keys: readonly SettingKey[]) =>
    keys.map((key) => (
      <SettingRow key={key} settingKey={key} onReset={(title) => noteReset(words.settings.didReset(title))} />
    ));
  const keysOf = (list: readonly Command[]) => <KeysSection commands={list} onRecording={setRecording} />;
  return (
    <Modal
      title={words.settings.title}
      className="settings"
      escapeKey={isRecording ? 'kept' : 'closes'}
      onClose={onClose}
    >
      <div className="settings-search">
        <Search size={16} aria-hidden="true" />
        <input
          type="search"
          value={search}
          placeholder={words.settings.search}
          aria-label={words.settings.search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      {search.trim() === '' ? (
        <Tabs.Root
          className="settings-sections"
          orientation="vertical"
          value={shown}
          onValueChange={(value) => setShown(value as DialogSection)}
        >
          <Tabs.List className="settings-nav" aria-label={words.settings.title}>
            {order.map((name) => (
              <Tabs.Trigger key={name} value={name} className="settings-nav-item">
                {words.settings.sections[name]}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          {order.map((name) => (
            <Tabs.Content key={name} value={name} className="settings-page" data-page={name}>
              {name === 'text' ? <SettingsText /> : name === 'keys' ? keysOf(commands) : rowsOf(sections[name])}
            </Tabs.Content>
          ))}
        </Tabs.Root>
      ) : (
        <Found words={words} search={search} rowsOf={rowsOf} keysOf={keysOf} />
      )}
      <footer className="settings-foot">
        <span role="status">{reset?.words}</span>
        {reset && (
          <button
            type="button"
            className="link-button"
            onClick={() => {
              void settings.change(() => reset.before);
              setReset(null);
            }}
          >
            {words.actions.undo}
          </button>
        )}
        <button
          type="button"
          className="button settings-reset-all"
          onClick={() => {
            noteReset(words.settings.didResetAll);
            void settings.change(() => defaultSettings);
          }}
        >
          {words.settings.resetAll}
        </button>
      </footer>
    </Modal>
  );
}

interface FoundProps {
  words: Words;
  search: string;
  rowsOf: (keys: readonly SettingKey[]) => React.ReactNode;
  keysOf: (commands: readonly Command[]) => React.ReactNode;
}

function Found({ words, search, rowsOf, keysOf }: FoundProps) {
  const parts = search.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (...texts: string[]) => parts.every((part) => texts.join('\n').toLowerCase().includes(part));
  const foundKeys = Object.values(sections)
    .flat()
    .filter((key) => matches(key, words.settings.fields[key].title, words.settings.fields[key].hint));
  const foundCommands = commands.filter(({ id, keys }) => matches(words.commands[id], id, ...keys));
  return (
    <div className="settings-page settings-found">
      {rowsOf(foundKeys)}
      {foundCommands.length > 0 && keysOf(foundCommands)}
      {foundKeys.length + foundCommands.length === 0 && <p className="settings-hint">{words.settings.noMatch}</p>}
    </div>
  );
}
