/** What happened, what to do about it, and the buttons to do it. */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export interface MessageCardProps {
  icon: LucideIcon;
  tone: 'bad' | 'neutral';
  title: string;
  /** What to do next. */
  advice?: string;
  children?: ReactNode;
}

export function MessageCard({ icon: Icon, tone, title, advice, children }: MessageCardProps) {
  return (
    <section className="message-card" data-tone={tone} aria-label={title}>
      <Icon className="message-card-icon" size={20} aria-hidden="true" />
      <div className="message-card-body">
        <p className="message-card-title">{title}</p>
        {advice && <p className="message-card-advice">{advice}</p>}
        {children}
      </div>
    </section>
  );
}
