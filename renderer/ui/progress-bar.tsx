/** How far something is, as a bar and in words. */
import { Progress } from 'radix-ui';
import './progress-bar.css';

export interface ProgressBarProps {
  /** What it is that comes. */
  label: string;
  message: string;
  /** From 0 to 1; null while it cannot be known. */
  fraction: number | null;
}

export function ProgressBar({ label, message, fraction }: ProgressBarProps) {
  const percent = fraction === null ? null : Math.round(fraction * 100);
  return (
    <>
      <Progress.Root className="progress" value={percent} aria-label={label}>
        <Progress.Indicator
          className="progress-bar"
          style={percent === null ? undefined : { transform: `translateX(${percent - 100}%)` }}
        />
      </Progress.Root>
      <p className="progress-words">
        <span className="progress-message">{message}</span>
        {percent !== null && <span>{percent} %</span>}
      </p>
    </>
  );
}
