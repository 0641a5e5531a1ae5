/** Keeps a fault of ours in one part of the window from taking the rest, and the person's text, with it. */
import { CircleX } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { MessageCard } from './message-card';

export interface ErrorBoundaryProps {
  /** Begins the sentence that says what failed: `The output`. */
  what: string;
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
      <div className="pane" role="alert">
        <MessageCard
          icon={CircleX}
          tone="bad"
          title={`${this.props.what} could not be drawn: ${this.state.message}`}
          advice="Your text is safe. Show it again; if it stays, restart Runyard and report it with this message."
        >
          <div className="card-actions">
            <button type="button" className="button" onClick={() => this.setState({ kind: 'well' })}>
              Show again
            </button>
          </div>
        </MessageCard>
      </div>
    );
  }
}
