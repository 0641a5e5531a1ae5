/** Over the code of a tab that came by a link: it is someone else's until the person says that it was read. */
import { Link2 } from 'lucide-react';
import { useWorkbench } from '../../app/workbench-context';
import type { Tab } from '../../state/tabs';
import { useWords } from '../../words/use-words';
import './share.css';

export function LinkBar({ tab }: { tab: Tab }) {
  const { tabs, regions } = useWorkbench();
  const { share } = useWords();
  if (tab.origin !== 'link') return null;
  return (
    <aside className="link-bar" aria-label={share.fromLinkLabel}>
      <Link2 size={16} aria-hidden="true" />
      <p>{share.fromLink}</p>
      <button
        type="button"
        className="button button-small"
        onClick={() => {
          tabs.confirmRead(tab.id);
          regions.focus('editor');
        }}
      >
        {share.wasRead}
      </button>
    </aside>
  );
}
