/** The image of a language is not here: the ways to get it, how far that is, and what went wrong. */
import { CircleX, PackageOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ErrorCode, ImageOption } from '../../../contract';
import { useApp, useWorkbench } from '../../app/workbench-context';
import type { ErrorView } from '../../state/run-status';
import { selectImage, selectImageJob, selectSpec } from '../../state/selectors';
import type { ImageJob } from '../../state/store';
import { MessageCard } from '../../ui/message-card';
import { ProgressBar } from '../../ui/progress-bar';
import { useWords } from '../../words/use-words';
import type { Words } from '../../words/words';
import './images.css';

/** Errors whose message begins with what could not be had. */
const saysItself: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['IMAGE_PULL_FAILED', 'IMAGE_BUILD_FAILED']);

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
  const words = useWords();
  const say = words.languages;
  const title = useApp((state) => selectSpec(state, specId)?.title ?? specId);
  const image = useApp((state) => selectImage(state, specId));
  const job = useApp((state) => selectImageJob(state, specId));
  const options = image?.state === 'missing' ? image.options : [];

  if (job?.kind === 'working') return <WorkingCard specId={specId} title={title} job={job} willRun={willRun} />;
  if (job?.kind === 'failed') {
    return (
      <MessageCard
        icon={CircleX}
        tone="bad"
        title={saysItself.has(job.error.code) ? job.error.message : say.imageFailed[job.way](title, job.error.message)}
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
      title={say.imageMissing(title)}
      advice={describeAdvice(options, willRun, error, words)}
    >
      <Options specId={specId} options={options} retryOf={null} others={others} />
    </MessageCard>
  );
}

function describeAdvice(
  options: ImageOption[],
  willRun: boolean,
  error: ErrorView | null,
  { languages }: Words,
): string {
  if (options.length === 0) return error?.remedy ?? languages.getByCommand;
  return willRun ? languages.fetchedOnceThenRuns : languages.fetchedOnceWhenAsked;
}

interface OptionsProps {
  specId: string;
  options: ImageOption[];
  retryOf: ImageJob['way'] | null;
  others: ReactNode;
}

function Options({ specId, options, retryOf, others }: OptionsProps) {
  const { images } = useWorkbench();
  const words = useWords();
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
          {retryOf === option.kind ? words.actions.retry(describeOption(option, words)) : describeOption(option, words)}
        </button>
      ))}
      {others}
    </div>
  );
}

export function describeOption(option: ImageOption, { languages }: Words): string {
  if (option.kind === 'build') return languages.buildFromDebian;
  return option.downloadBytes === null ? languages.pullFromRegistry : languages.pull(option.downloadBytes);
}

interface WorkingCardProps {
  specId: string;
  title: string;
  job: Extract<ImageJob, { kind: 'working' }>;
  willRun: boolean;
}

function WorkingCard({ specId, title, job, willRun }: WorkingCardProps) {
  const { images } = useWorkbench();
  const words = useWords();
  return (
    <MessageCard
      icon={PackageOpen}
      tone="neutral"
      title={words.languages.imageComing[job.way](title)}
      {...(willRun ? { advice: words.languages.startsWhenHere } : {})}
    >
      <ProgressBar label={words.languages.image(title)} message={job.message} fraction={job.fraction} />
      <Log text={job.log} />
      <div className="card-actions">
        <button type="button" className="button" onClick={() => images.cancel(specId)}>
          {words.actions.cancel}
        </button>
      </div>
    </MessageCard>
  );
}

function Log({ text }: { text: string }) {
  const words = useWords().languages;
  if (text === '') return null;
  return (
    <details className="image-log">
      <summary>{words.log}</summary>
      <pre>{text}</pre>
    </details>
  );
}
