/** Every command with its keys: add, take away, back to its own. */
import { Plus, RotateCcw, X } from 'lucide-react';
import { useState } from 'react';
import { addKeys, bindKeys, isTakenByBrowser, isUsedByEditor, listKeys, moveKeys, worksAt } from '../../app/bindings';
import type { Command } from '../../app/commands';
import { detectPlatform, formatKeys } from '../../app/keys';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { IconButton } from '../../ui/icon-button';
import { useWords } from '../../words/use-words';
import { KeyRecorder } from './key-recorder';

export interface KeysSectionProps {
  commands: readonly Command[];
  /** While keys are waited for, Escape is one of them. */
  onRecording: (isRecording: boolean) => void;
}

export function KeysSection({ commands, onRecording }: KeysSectionProps) {
  const words = useWords();
  const [recorded, setRecorded] = useState<string | null>(null);
  const record = (id: string | null): void => {
    setRecorded(id);
    onRecording(id !== null);
  };
  const groups = [...new Set(commands.map(({ group }) => group))];
  return (
    <>
      {groups.map((group) => (
        <section key={group} aria-label={words.commandGroups[group]}>
          <h3 className="settings-heading">{words.commandGroups[group]}</h3>
          {commands
            .filter((command) => command.group === group)
            .map((command) => (
              <KeyRow
                key={command.id}
                command={command}
                isRecorded={recorded === command.id}
                onRecord={() => record(command.id)}
                onEnd={() => record(null)}
              />
            ))}
        </section>
      ))}
    </>
  );
}

interface KeyRowProps {
  command: Command;
  isRecorded: boolean;
  onRecord: () => void;
  onEnd: () => void;
}

function KeyRow({ command, isRecorded, onRecord, onEnd }: KeyRowProps) {
  const { settings } = useWorkbench();
  const words = useWords();
  const platform = detectPlatform(navigator.platform);
  const bound = useApp((state) => state.settings.keys);
  const isBrowser = useApp((state) => state.app?.door === 'browser');
  const keys = listKeys(command, bound);
  const title = words.commands[command.id];
  const change = (next: (now: typeof bound) => typeof bound): void =>
    void settings.change((now) => ({ ...now, keys: next(now.keys) }));
  const isOwn = !Object.hasOwn(bound, command.id);
  const isTaken = (one: string): boolean => isBrowser && isTakenByBrowser(one, platform);
  // Of its own keys, only those that the person has put there need a word.
  const notes = isOwn
    ? []
    : keys.flatMap((one) => {
        const shown = formatKeys(one, platform);
        if (isTaken(one)) return [words.settings.keys.browser(shown)];
        return worksAt(command, 'elsewhere') && isUsedByEditor(one, platform)
          ? [words.settings.keys.editor(shown)]
          : [];
      });
  return (
    <div className="key-row" data-command={command.id}>
      <div className="key-line">
        <span className="key-title">{title}</span>
        {keys.map((one) => {
          const shown = formatKeys(one, platform);
          return (
            <span
              key={one}
              className="key-chip"
              data-taken={isTaken(one) || undefined}
              title={isTaken(one) ? words.settings.keys.browser(shown) : undefined}
            >
              <kbd>{shown}</kbd>
              <button
                type="button"
                aria-label={words.settings.keys.remove(shown, title)}
                onClick={() =>
                  change((now) =>
                    bindKeys(
                      now,
                      command,
                      keys.filter((other) => other !== one),
                    ),
                  )
                }
              >
                <X size={12} aria-hidden="true" />
              </button>
            </span>
          );
        })}
        {keys.length === 0 && <span className="key-none">{words.settings.keys.none}</span>}
        <IconButton icon={Plus} label={words.settings.keys.add(title)} onClick={onRecord} />
        <span className="setting-reset">
          {!isOwn && (
            <IconButton
              icon={RotateCcw}
              label={words.settings.reset(title)}
              onClick={() => change((now) => bindKeys(now, command, command.keys))}
            />
          )}
        </span>
      </div>
      {isRecorded && (
        <KeyRecorder
          command={command}
          onEnd={onEnd}
          onKeys={(pressed) => change((now) => addKeys(now, command, pressed, platform))}
          onTake={(pressed) => change((now) => moveKeys(now, command, pressed, platform))}
        />
      )}
      {notes.map((note) => (
        <p key={note} className="key-note">
          {note}
        </p>
      ))}
    </div>
  );
}
