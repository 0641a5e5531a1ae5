/** All commands that have keys. */
import { Modal } from '../ui/modal';
import { useWords } from '../words/use-words';
import { listKeys } from './bindings';
import { commands } from './commands';
import { detectPlatform, formatKeys } from './keys';
import { useApp, useWorkbench } from './workbench-context';

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { store } = useWorkbench();
  const words = useWords();
  const platform = detectPlatform(navigator.platform);
  const settings = useApp((state) => state.settings.keys);
  const bound = commands
    .map((command) => ({ id: command.id, keys: listKeys(command, settings) }))
    .filter(({ keys }) => keys.length > 0);
  return (
    <Modal title={words.commands.showKeys} className="keys-dialog" onClose={onClose}>
      <dl className="keys-list" tabIndex={0}>
        {bound.map(({ id, keys }) => (
          <div key={id}>
            <dt>{words.commands[id]}</dt>
            <dd>
              {keys.map((one) => (
                <kbd key={one}>{formatKeys(one, platform)}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <div className="modal-actions">
        <button type="button" className="button" onClick={() => store.setState({ activeDialog: 'settingsKeys' })}>
          {words.commands.changeKeys}
        </button>
      </div>
    </Modal>
  );
}
