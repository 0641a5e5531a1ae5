/** The image of a language is not here: the ways to get it, how far that is, and what went wrong. */
import { CircleX, PackageOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ImageOption } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import type { ErrorView } from '../../state/run-status';
import { selectImage, selectImageJob, selectSpec } from '../../state/selectors';
import type { ImageJob } from '../../state/store';
import { MessageCard } from '../../ui/message-card';
import { ProgressBar } from '../../ui/progress-bar';
import { formatBytes } from '../run/wording';
import './images.css';

export interface ImageCardProps {
  specId: string;
  /** The person pressed Run: it starts by itself once the image is there. */
  willRun: boolean;
  /** The refusal, whose words serve where nothing is known of the image. */
  error: ErrorView | null;
  /** Other ways to run it. */
  others?: ReactNode;
}

export function ImageCard({ specId, willRun, error, others }: ImageCardProps) {
  const title = useApp((state) => selectSpec(state, specId)?.title ?? specId);
  const image = useApp((state) => selectImage(state, specId));
  const job = useApp((state) => selectImageJob(state, specId));
  const options = image?.state === 'missing' ? image.options : [];

  if (job?.kind === 'working') return <WorkingCard specId={specId} title={title} job={job} willRun={willRun} />;
  if (job?.kind === 'failed') {
    const what = job.way === 'pull' ? 'pulled' : 'built';
    return (
      <MessageCard
        icon={CircleX}
        tone="bad"
        title={`The image for ${title} could not be ${what}. ${job.error.message}`}
        advice={job.error.remedy}
      >
        <Log text={job.log} />
        <Options specId={specId} options={options} retryOf={job.way} others={others} />
      </MessageCard>
    );
  }
  return (
    <MessageCard
      icon={PackageOpen}
      tone="neutral"
      title={`The image for ${title} is not on this machine.`}
      advice={describeAdvice(options, willRun, error)}
    >
      <Options specId={specId} options={options} retryOf={null} others={others} />
    </MessageCard>
  );
}

function describeAdvice(options: ImageOption[], willRun: boolean, error: ErrorView | null): string {
  if (options.length === 0) return error?.remedy ?? 'Get it with `runyard images`, then run again.';
  return willRun
    ? 'It is fetched once; the program starts as soon as it is here.'
    : 'It is fetched once; nothing is downloaded before you say so.';
}

interface OptionsProps {
  specId: string;
  options: ImageOption[];
  retryOf: ImageJob['way'] | null;
  others: ReactNode;
}

function Options({ specId, options, retryOf, others }: OptionsProps) {
  const { images } = useWorkbench();
  return (
    <div className="card-actions">
      {options.map((option, index) => (
        <button
          key={option.kind}
          type="button"
          className={index === 0 ? 'button button-primary' : 'button'}
          title={option.kind === 'pull' ? option.reference : option.packages.join(', ')}
          onClick={() => void images.get(specId, option.kind)}
        >
          {retryOf === option.kind ? `Try again: ${lowerFirst(describeOption(option))}` : describeOption(option)}
        </button>
      ))}
      {others}
    </div>
  );
}

export function describeOption(option: ImageOption): string {
  if (option.kind === 'build') return 'Build from Debian packages';
  return option.downloadBytes === null ? 'Pull from the registry' : `Pull ${formatBytes(option.downloadBytes)}`;
}

interface WorkingCardProps {
  specId: string;
  title: string;
  job: Extract<ImageJob, { kind: 'working' }>;
  willRun: boolean;
}

function WorkingCard({ specId, title, job, willRun }: WorkingCardProps) {
  const { images } = useWorkbench();
  return (
    <MessageCard
      icon={PackageOpen}
      tone="neutral"
      title={job.way === 'pull' ? `Pulling the image for ${title}` : `Building the image for ${title}`}
      {...(willRun ? { advice: 'The program starts as soon as it is here.' } : {})}
    >
      <ProgressBar label={`Image for ${title}`} message={job.message} fraction={job.fraction} />
      <Log text={job.log} />
      <div className="card-actions">
        <button type="button" className="button" onClick={() => images.cancel(specId)}>
          Cancel
        </button>
      </div>
    </MessageCard>
  );
}

function Log({ text }: { text: string }) {
  if (text === '') return null;
  return (
    <details className="image-log">
      <summary>Log</summary>
      <pre>{text}</pre>
    </details>
  );
}

function lowerFirst(text: string): string {
  return text[0]!.toLowerCase() + text.slice(1);
}
