/** A run did not come about: why, what to do, and the buttons for it. */
import { CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Spec } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import type { ErrorView } from '../../state/run-status';
import { selectForecast } from '../../state/selectors';
import { MessageCard } from '../../ui/message-card';
import { useWords } from '../../words/use-words';

export interface RefusalCardProps {
  tabId: string;
  spec: Spec | null;
  error: ErrorView;
  /** Other ways to run it. */
  others: ReactNode;
}

export function RefusalCard({ tabId, spec, error, others }: RefusalCardProps) {
  const { runs, store } = useWorkbench();
  const embedded = useApp((state) => selectForecast(state, spec, 'embedded'));
  const words = useWords();
  const isDockerOnly = embedded.kind === 'missing' && embedded.what === 'embedded';
  const needsDocker = error.code === 'DOCKER_UNREACHABLE' && spec !== null && isDockerOnly;
  return (
    <MessageCard
      icon={CircleX}
      tone="bad"
      title={needsDocker ? words.output.needsDocker(spec.title, error.message) : error.message}
      advice={error.remedy}
    >
      <div className="card-actions">
        {others}
        <button type="button" className="button" onClick={() => void runs.start(tabId)}>
          {words.run.runAgain}
        </button>
        {error.code === 'DOCKER_UNREACHABLE' && (
          <button type="button" className="button" onClick={() => store.setState({ activeDialog: 'doctor' })}>
            {words.actions.details}
          </button>
        )}
        {needsDocker && (
          <button type="button" className="button" onClick={() => store.setState({ activeDialog: 'languages' })}>
            {words.output.otherLanguages}
          </button>
        )}
      </div>
    </MessageCard>
  );
}
