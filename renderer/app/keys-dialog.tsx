/** All commands that have keys. */
import { Modal } from '../ui/modal';
import { useWords } from '../words/use-words';
import { commands } from './commands';
import { detectPlatform, formatKeys } from './keys';

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const words = useWords().window;
  const platform = detectPlatform(navigator.platform);
  return (
    <Modal title={words.keys} className="keys-dialog" onClose={onClose}>
      <dl className="keys-list">
        {commands
          .filter((command) => command.keys.length > 0)
          .map((command) => (
            <div key={command.id}>
              <dt>{command.title}</dt>
              <dd>
                {command.keys.map((keys) => (
                  <kbd key={keys}>{formatKeys(keys, platform)}</kbd>
                ))}
              </dd>
            </div>
          ))}
      </dl>
    </Modal>
  );
}
