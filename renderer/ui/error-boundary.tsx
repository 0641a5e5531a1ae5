/** Keeps a fault of ours in one part of the window from taking the rest, and the person's text, with it. */
import { CircleX } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { useWords } from '../words/use-words';
import type { Words } from '../words/words';
import { MessageCard } from './message-card';

export interface ErrorBoundaryProps {
  /** What fails when it fails. */
  part: keyof Words['window']['parts'];
  children: ReactNode;
}

type ErrorBoundaryState = { kind: 'well' } | { kind: 'failed'; message: string };

export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { kind: 'well' };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.kind === 'well') return this.props.children;
    return (
      <Fault part={this.props.part} message={this.state.message} onRetry={() => this.setState({ kind: 'well' })} />
    );
  }
}

interface FaultProps {
  part: ErrorBoundaryProps['part'];
  message: string;
  onRetry: () => void;
}

function Fault({ part, message, onRetry }: FaultProps) {
  const words = useWords().window;
  return (
    <div className="pane" role="alert">
      <MessageCard
        icon={CircleX}
        tone="bad"
        title={words.notDrawn(words.parts[part], message)}
        advice={words.textIsSafe}
      >
        <div className="card-actions">
          <button type="button" className="button" onClick={onRetry}>
            {words.showAgain}
          </button>
        </div>
      </MessageCard>
    </div>
  );
}
