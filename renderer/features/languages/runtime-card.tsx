/** The embedded engine has not yet what a language needs: the button that gets it, how far it is, what went wrong. */
import { CircleX, PackageOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RuntimeStatus, Spec } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectRuntime, selectRuntimeJob } from '../../state/selectors';
import { MessageCard } from '../../ui/message-card';
import { ProgressBar } from '../../ui/progress-bar';
import { formatBytes } from '../run/wording';

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
  const start = willRun ? ' The program starts as soon as it is here.' : '';

  if (job?.kind === 'working') {
    return (
      <MessageCard icon={PackageOpen} tone="neutral" title={`Installing ${spec.title}`} advice={start.trim()}>
        <ProgressBar label={`Runtime for ${spec.title}`} message={job.message} fraction={job.fraction} />
        <div className="card-actions">
          <button type="button" className="button" onClick={() => runtimes.cancel(spec.embedded)}>
            Cancel
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
      title={
        failure
          ? `${spec.title} could not be installed. ${failure.message}`
          : `The embedded engine has to get ${spec.title} first.`
      }
      advice={failure ? failure.remedy : `It is downloaded once and needs no Docker.${start}`}
    >
      <div className="card-actions">
        <button
          type="button"
          className="button button-primary"
          title={runtime?.package ? `${runtime.package.name} ${runtime.package.version} from npm` : undefined}
          onClick={() => void runtimes.install(spec.embedded)}
        >
          {failure ? `Try again: ${describeInstall(runtime).toLowerCase()}` : describeInstall(runtime)}
        </button>
        {others}
      </div>
    </MessageCard>
  );
}

export function describeInstall(runtime: RuntimeStatus | null): string {
  return runtime?.package ? `Install ${formatBytes(runtime.package.downloadBytes)}` : 'Install';
}
