/** The Docker image of a language in the table: there, to be had, on its way, or failed. */
import type { Spec } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import { selectImage, selectImageJob } from '../../state/selectors';
import { ProgressBar } from '../../ui/progress-bar';
import { describeOption } from '../images/image-card';
import { formatBytes } from '../run/wording';
import { CellFailure, CellState } from './cell-state';

export function ImageCell({ spec }: { spec: Spec }) {
  const { images } = useWorkbench();
  const engineState = useApp((state) => state.engine?.state);
  const image = useApp((state) => selectImage(state, spec.id));
  const job = useApp((state) => selectImageJob(state, spec.id));

  if (spec.image === undefined && spec.debian === undefined) return <CellState state="none">none</CellState>;
  if (engineState === 'unavailable') return <CellState state="none">needs Docker</CellState>;
  if (job?.kind === 'working') {
    return (
      <div className="cell-progress">
        <ProgressBar label={`Image for ${spec.title}`} message={job.message} fraction={job.fraction} />
        <button
          type="button"
          className="link-button"
          aria-label={`Cancel the image for ${spec.title}`}
          onClick={() => images.cancel(spec.id)}
        >
          Cancel
        </button>
      </div>
    );
  }
  if (!image) return <CellState state="none">…</CellState>;
  if (image.state === 'present') {
    return (
      <CellState state="ready" title={image.reference ?? ''}>
        ready{image.sizeBytes === null ? '' : `, ${formatBytes(image.sizeBytes)}`}
      </CellState>
    );
  }
  return (
    <>
      {job && <CellFailure error={job.error} />}
      <div className="cell-actions">
        {image.options.map((option) => (
          <button
            key={option.kind}
            type="button"
            className="button button-small"
            aria-label={`${describeShort(option)}: image for ${spec.title}`}
            title={`${describeOption(option)}: ${option.reference}`}
            onClick={() => void images.get(spec.id, option.kind)}
          >
            {describeShort(option)}
          </button>
        ))}
      </div>
    </>
  );
}

function describeShort(option: Parameters<typeof describeOption>[0]): string {
  if (option.kind === 'build') return 'Build';
  return option.downloadBytes === null ? 'Pull' : `Pull ${formatBytes(option.downloadBytes)}`;
}
