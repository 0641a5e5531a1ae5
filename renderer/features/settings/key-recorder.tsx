/** Waits for keys to be pressed, and asks where another command holds them. */
import { type KeyboardEvent, useState } from 'react';
import { findHolders } from '../../app/bindings';
import type { Command } from '../../app/commands';
import { detectPlatform, formatKeys, readPress } from '../../app/keys';
import { useApp } from '../../app/workbench-context';
import { useWords } from '../../words/use-words';

export interface KeyRecorderProps {
  command: Command;
  /** Of keys that nothing else holds. */
  onKeys: (keys: string) => void;
  /** Of keys that are to be taken from what holds them. */
  onTake: (keys: string) => void;
  onEnd: () => void;
}

type Recording = { kind: 'waiting' } | { kind: 'plain' } | { kind: 'held'; keys: string; holders: Command[] };

export function KeyRecorder({ command, onKeys, onTake, onEnd }: KeyRecorderProps) {
  const words = useWords();
  const platform = detectPlatform(navigator.platform);
  const bound = useApp((state) => state.settings.keys);
  const [recording, setRecording] = useState<Recording>({ kind: 'waiting' });
  const takePress = (pressed: ReturnType<typeof readPress>): void => {
    if (pressed === 'incomplete') return;
    if (pressed === 'plain') {
      setRecording({ kind: 'plain' });
      return;
    }
    const holders = findHolders(pressed.keys, command, bound, platform);
    if (holders.length > 0) {
      setRecording({ kind: 'held', keys: pressed.keys, holders });
      return;
    }
    onKeys(pressed.keys);
    onEnd();
  };
  const handle = (event: KeyboardEvent): void => {
    const isPlainTab = event.key === 'Tab' && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isPlainTab) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') onEnd();
    else takePress(readPress(event.nativeEvent, platform));
  };
  return (
    <div className="key-recorder">
      <input
        type="text"
        readOnly
        aria-label={`${words.settings.keys.press}: ${words.commands[command.id]}`}
        placeholder={words.settings.keys.press}
        value={recording.kind === 'held' ? formatKeys(recording.keys, platform) : ''}
        ref={(field) => field?.focus()}
        onKeyDown={handle}
      />
      <span role="status" className="key-note">
        {recording.kind === 'waiting' && words.settings.keys.pressHint}
        {recording.kind === 'plain' && words.settings.keys.plain}
        {recording.kind === 'held' &&
          words.settings.keys.held(
            formatKeys(recording.keys, platform),
            recording.holders.map(({ id }) => words.commands[id]).join(', '),
          )}
      </span>
      {recording.kind === 'held' && (
        <button
          type="button"
          className="button button-small button-primary"
          onClick={() => {
            onTake(recording.keys);
            onEnd();
          }}
        >
          {words.settings.keys.take(formatKeys(recording.keys, platform))}
        </button>
      )}
      <button type="button" className="button button-small" onClick={onEnd}>
        {words.actions.cancel}
      </button>
    </div>
  );
}
