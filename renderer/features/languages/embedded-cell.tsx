/** The embedded runtime of a language in the table: there, to be installed, on its way, or broken. */
import type { Spec } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectRuntime, selectRuntimeJob } from '../../state/selectors';
import { ProgressBar } from '../../ui/progress-bar';
import { CellFailure, CellState } from './cell-state';
import { describeInstall } from './runtime-card';

export function EmbeddedCell({ spec }: { spec: Spec }) {
  const { runtimes } = useWorkbench();
  const isLoading = useApp((state) => state.runtimes.kind === 'loading');
  const runtime = useApp((state) => selectRuntime(state, spec));
  const job = useApp((state) => selectRuntimeJob(state, spec.embedded));

  if (spec.embedded === undefined || (!runtime && !isLoading)) return <CellState state="none">not available</CellState>;
  if (!runtime) return <CellState state="none">…</CellState>;
  if (job?.kind === 'working') {
    return (
      <div className="cell-progress">
        <ProgressBar label={`Runtime for ${spec.title}`} message={job.message} fraction={job.fraction} />
        <button
          type="button"
          className="link-button"
          aria-label={`Cancel the runtime for ${spec.title}`}
          onClick={() => runtimes.cancel(runtime.id)}
        >
          Cancel
        </button>
      </div>
    );
  }
  if (runtime.state === 'ready') {
    return (
      <>
        {job && <CellFailure error={job.error} />}
        <CellState state="ready">
          {runtime.title}
          {runtime.package && (
            <button
              type="button"
              className="link-button"
              aria-label={`Remove the runtime for ${spec.title}`}
              onClick={() => void runtimes.remove(runtime.id)}
            >
              Remove
            </button>
          )}
        </CellState>
      </>
    );
  }
  if (runtime.state === 'broken') {
    return <CellFailure error={{ message: runtime.reason, remedy: runtime.remedy }} />;
  }
  return (
    <>
      {job && <CellFailure error={job.error} />}
      <div className="cell-actions">
        <button
          type="button"
          className="button button-small"
          aria-label={`${describeInstall(runtime)}: runtime for ${spec.title}`}
          title={runtime.package ? `${runtime.package.name} ${runtime.package.version} from npm` : undefined}
          onClick={() => void runtimes.install(runtime.id)}
        >
          {describeInstall(runtime)}
        </button>
      </div>
    </>
  );
}
