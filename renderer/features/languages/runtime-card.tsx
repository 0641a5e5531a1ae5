/** The embedded engine has not yet what a language needs: the button that gets it, how far it is, what went wrong. */
import { CircleX, PackageOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RuntimeStatus, Spec } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import type { ErrorView } from '../../state/run-status';
import { selectRuntime, selectRuntimeJob } from '../../state/selectors';
import { MessageCard } from '../../ui/message-card';
import { ProgressBar } from '../../ui/progress-bar';
import { useWords } from '../../words/use-words';
import type { Words } from '../../words/words';

export interface RuntimeCardProps {
  spec: Spec & { embedded: string };
  /** The person pressed Run: it starts by itself once the runtime is there. */
  willRun: boolean;
  /** Other ways to run it. */
  others?: ReactNode;
}

export function RuntimeCard({ spec, willRun, others }: RuntimeCardProps) {
  const { runtimes } = useWorkbench();
  const runtime = useApp((state) => selectRuntime(state, spec));
  const job = useApp((state) => selectRuntimeJob(state, spec.embedded));
  const words = useWords();
  const say = words.languages;
  const start = willRun ? say.startsWhenHere : '';

  if (job?.kind === 'working') {
    return (
      <MessageCard icon={PackageOpen} tone="neutral" title={say.installing(spec.title)} advice={start}>
        <ProgressBar label={say.runtime(spec.title)} message={job.message} fraction={job.fraction} />
        <div className="card-actions">
          <button type="button" className="button" onClick={() => runtimes.cancel(spec.embedded)}>
            {words.actions.cancel}
          </button>
        </div>
      </MessageCard>
    );
  }
  const failure = job?.kind === 'failed' ? job.error : null;
  return (
    <MessageCard
      icon={failure ? CircleX : PackageOpen}
      tone={failure ? 'bad' : 'neutral'}
      title={failure ? describeFailure(failure, spec.title, words) : say.runtimeMissing(spec.title)}
      advice={failure ? failure.remedy : `${say.downloadedOnce} ${start}`.trim()}
    >
      <div className="card-actions">
        <button
          type="button"
          className="button button-primary"
          title={runtime?.package ? say.fromNpm(runtime.package.name, runtime.package.version) : undefined}
          onClick={() => void runtimes.install(spec.embedded)}
        >
          {failure ? words.actions.retry(describeInstall(runtime, words)) : describeInstall(runtime, words)}
        </button>
        {others}
      </div>
    </MessageCard>
  );
}

/** The installer's own message begins with what could not be installed. */
function describeFailure({ code, message }: ErrorView, title: string, { languages }: Words): string {
  return code === 'RUNTIME_INSTALL_FAILED' ? message : languages.installFailed(title, message);
}

export function describeInstall(runtime: RuntimeStatus | null, words: Words): string {
  return words.languages.install(runtime?.package?.downloadBytes ?? null);
}
